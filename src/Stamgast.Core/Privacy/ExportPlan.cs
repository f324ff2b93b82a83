namespace Stamgast.Privacy;

/// <summary>Whether the data of a person in a place is part of the copy given on request.</summary>
/// <param name="IsIncluded">True when it is part of the export of a person's data.</param>
/// <param name="Because">How it is given, or why it is not; a sentence without its full stop.</param>
public sealed record ExportPlan(bool IsIncluded, string Because)
{
    public static ExportPlan Include(string asWhat) => new(true, asWhat);

    public static ExportPlan LeaveOut(string why) => new(false, why);
}
