using System.Globalization;
using System.Text.RegularExpressions;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.Proposals;

/// <summary>
/// The reason why rows cannot be imported, regardless of their values: a hundred cells that are not dates have one cause, and one remedy.
/// </summary>
/// <param name="Field">The name of the field; empty for something about the whole row.</param>
/// <param name="Code">The code of the problem.</param>
public sealed partial record ErrorCause(string Field, string Code)
{
    private static readonly string[] OfKeys = ["import.id", "import.id_unknown", "import.other_person", "import.other_number", "import.version"];

    public static ErrorCause Of(Problem problem) =>
        new(problem.Name ?? "", problem.Code);

    /// <summary>Reads the output of <see cref="ToString"/>; null for anything else.</summary>
    public static ErrorCause? Parse(string? text)
    {
        var at = text?.LastIndexOf(':') ?? -1;
        return at >= 0 && new ErrorCause(text![..at], text[(at + 1)..]) is { IsKnown: true } cause ? cause : null;
    }

    /// <summary>As in an address and a form: "email:email.domain".</summary>
    public override string ToString() => $"{Field}:{Code}";

    /// <summary>The field and the problem: "E-mail: no valid domain".</summary>
    /// <param name="example">The text of one cell, for a cause without a text of its own.</param>
    /// <param name="of">The kind of the records; null means customers.</param>
    public string Caption(CultureInfo culture, string example, RecordShape? of = null)
    {
        if (of is not null and not CustomerShape)
            return (of.ByName(Field) is { } own ? Texts.Get("import.problem.field", culture, Texts.Get(own.CaptionKey, culture)) + " " : "")
                + new Problem(-1, Code, example).What(culture, of);
        var words = Texts.Has("cause." + Code) ? Texts.Get("cause." + Code, culture) : new Problem(-1, Code, example).What(culture);
        if (IsOfExtra) return Field + ": " + words;
        return CustomerFields.ByName(Field) is { } field ? Texts.Get("import.problem.field", culture, Texts.Get(field.CaptionKey, culture)) + " "
            + words : words;
    }

    /// <summary>True when it lies in the text of a cell, so that the rows can be read as if the cell were empty.</summary>
    public bool CanBeEmptied => !IsOfExtra && Field.Length > 0
        ? !StartsWith("required.") && !StartsWith("conflict.") && !StartsWith("import.")
        : Array.IndexOf(OfKeys, Code) >= 0;

    /// <summary>The JSON fragments in the stored problems of a row with this cause.</summary>
    internal IReadOnlyList<string> InJson(RecordShape shape) => !IsKnown ? throw new InvalidOperationException($"The cause {this}.")
        : shape is not CustomerShape && Field.Length > 0 ? [$"\"Code\":\"{Code}\"", $"\"Extra\":\"{Field}\""]
        : IsOfExtra ? [$"\"Field\":\"extra\",\"Code\":\"{Code}\"", $"\"Extra\":\"{Field}\""]
        : [$"\"Field\":{(Field.Length == 0 ? "null" : $"\"{Field}\"")},\"Code\":\"{Code}\""];

    internal bool IsOf(Problem problem) => problem.Code == Code && Of(problem).Field == Field;

    private bool IsKnown => (Field.Length == 0 || IsOfExtra || RecordShapes.All.Any(shape => shape.ByName(Field) is not null)) && CodeShape().IsMatch(Code);

    // "x:" and a key.
    private bool IsOfExtra => ExtraShape().IsMatch(Field);

    [GeneratedRegex(@"\Ax:[a-z0-9_]{1,40}\z")]
    private static partial Regex ExtraShape();

    private bool StartsWith(string kind) => Code.StartsWith(kind, StringComparison.Ordinal);

    // It is part of a statement.
    [GeneratedRegex(@"\A[A-Za-z_]{1,40}(\.[A-Za-z_]{1,40}){0,3}\z")]
    private static partial Regex CodeShape();
}

/// <summary>A cause, in how many rows it is found, and the first of the texts.</summary>
public sealed record CountedCause(ErrorCause Cause, long Rows, IReadOnlyList<string> Examples);
