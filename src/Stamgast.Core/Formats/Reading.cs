namespace Stamgast.Formats;

/// <summary>
/// The result of reading a text as one kind of value: the canonical value (null for nothing), or the code of the <see cref="Problem"/> for which it
/// is refused; a value may carry the code of a <see cref="Warning"/>. The texts are under <c>problem.CODE.what|remedy</c> and <c>warning.CODE</c>;
/// <see cref="Detail"/> is their argument {1}.
/// </summary>
public readonly record struct Reading(string? Value, string? Problem, string? Warning, string? Detail)
{
    /// <summary>True without a problem; the value may still be null, for an empty text.</summary>
    public bool IsGood => Problem is null;

    public static Reading Nothing => default;

    public static Reading Of(string? value, string? warning = null, string? detail = null) => new(value, null, warning, detail);

    public static Reading Refused(string problem, string? detail = null) => new(null, problem, null, detail);
}
