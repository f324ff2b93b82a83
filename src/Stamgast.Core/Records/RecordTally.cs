using Stamgast.Database;

namespace Stamgast.Records;

/// <summary>
/// Columns of a table that sum up the records of a kind that point at its rows. No person sets them and no history has them: they are computed again for
/// each row to which a changed record points, or pointed before.
/// </summary>
/// <param name="By">The field that points at the row.</param>
/// <param name="Table">The table of the row, perhaps that of the kind itself.</param>
/// <param name="Sets">Its assignments for the row with the alias t, such as <c>settled = (select ...)</c>.</param>
public sealed record RecordTally(RecordField By, string Table, Func<Engine, string> Sets)
{
    /// <summary>The row is the record itself, not one that it points at.</summary>
    public bool OfItself { get; init; }
}
