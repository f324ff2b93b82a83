namespace Stamgast.Privacy;

/// <summary>Whether what a place holds of a person is given to that person who asks for it.</summary>
/// <param name="IsIncluded">True when it is part of the export of a person's data.</param>
/// <param name="Because">As what it is given, or why it is not; a sentence without its full stop.</param>
public sealed record ExportPlan(bool IsIncluded, string Because)
{
    public static ExportPlan Include(string asWhat) => new(true, asWhat);

    public static ExportPlan LeaveOut(string why) => new(false, why);
}
