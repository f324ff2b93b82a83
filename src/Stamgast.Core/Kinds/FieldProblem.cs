using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Kinds;

/// <summary>Why a value of a record is refused: the field, a stable code, the text that was given and, for some codes, a detail.</summary>
public sealed record FieldProblem(RecordField Field, string Code, string Text, string? Detail = null) : IFormattable
{
    private const decimal Example = 1234.5m;

    /// <summary>The problem, one sentence.</summary>
    public string What(CultureInfo culture) => Texts.Get($"problem.{Code}.what", culture, Text, Detail);

    /// <summary>The remedy; an example of a number is in the notation of the reader.</summary>
    public string Remedy(CultureInfo culture) => Texts.Get($"problem.{Code}.remedy", culture, Text, Detail, Example);

    /// <summary>Inside a refusal: {0:what}, {0:remedy}, {0:field}.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var culture = formatProvider as CultureInfo ?? CultureInfo.InvariantCulture;
        return format switch
        {
            "what" => What(culture),
            "remedy" => Remedy(culture),
            "field" => Texts.Get(Field.CaptionKey, culture),
            _ => ToString(),
        };
    }
}

/// <summary>Values refused by rules: nothing was written. The refusal reports the first problem.</summary>
public sealed class RecordRefusedException : RefusedException
{
    internal RecordRefusedException(IReadOnlyList<FieldProblem> problems) : base("value.refused", problems[0]) => Problems = problems;

    /// <summary>All problems.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; }
}
