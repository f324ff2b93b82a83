using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Importing.Rows;

/// <summary>Cells with a problem that a person chose to read as empty.</summary>
internal sealed partial class RowReader
{
    private void EmptyWrongCells(ImportedRow row)
    {
        for (var i = row.Problems.Count - 1; i >= 0; i--)
        {
            var problem = row.Problems[i];
            if (!Array.Exists(emptied, cause => cause.IsOf(problem))) continue;
            row.Problems.RemoveAt(i);
            if (problem.Field >= 0) DropTooLong(row, problem.Field);
            if (!isOfPartners || repairs.Counts) repairs.Emptied.Add(problem);
        }
    }

    // The problem left the field without a value, except for cells that are valid one by one and too long together.
    private static void DropTooLong(ImportedRow row, int ordinal)
    {
        if (!row.Has(ordinal) || row.Values[ordinal] is not { } text || text.Length <= CustomerFields.All[ordinal].MaxLength) return;
        row.Values[ordinal] = null;
        row.Filled &= ~(1UL << ordinal);
        row.Added &= ~(1UL << ordinal);
    }
}
