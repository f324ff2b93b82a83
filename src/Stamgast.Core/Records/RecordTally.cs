using Stamgast.Database;

namespace Stamgast.Records;

/// <summary>
/// Columns of a table that sum up the records of a kind that point at its rows. No person sets them and no history has them: they are computed again for
/// each row to which a changed record points, or pointed before.
/// </summary>
/// <param name="By">The field that points at the row.</param>
/// <param name="Table">The table of the row, perhaps that of the kind itself.</param>
/// <param name="Columns">What each of its columns is, for the row with the alias t.</param>
public sealed record RecordTally(RecordField By, string Table, Func<Engine, IReadOnlyList<TallyColumn>> Columns)
{
    /// <summary>One column.</summary>
    /// <param name="value">Such as <c>(select count(*) ...)</c>.</param>
    public RecordTally(RecordField by, string table, string column, Func<Engine, string> value)
        : this(by, table, engine => [new TallyColumn(column, value(engine))]) { }

    /// <summary>The row is the record itself, not one that it points at.</summary>
    public bool OfItself { get; init; }
}

/// <summary>A column that sums up records.</summary>
/// <param name="Value">Its value as SQL, for the row with the alias t.</param>
public readonly record struct TallyColumn(string Name, string Value);
