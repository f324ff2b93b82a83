using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Importing.Rows;

/// <summary>Cells with something wrong in them of which a person said that they are to be read as if they were empty.</summary>
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

    // What is wrong gave the field no value, but for cells that are good one by one and together more than it holds.
    private static void DropTooLong(ImportedRow row, int ordinal)
    {
        if (!row.Has(ordinal) || row.Values[ordinal] is not { } text || text.Length <= CustomerFields.All[ordinal].MaxLength) return;
        row.Values[ordinal] = null;
        row.Filled &= ~(1UL << ordinal);
        row.Added &= ~(1UL << ordinal);
    }
}
