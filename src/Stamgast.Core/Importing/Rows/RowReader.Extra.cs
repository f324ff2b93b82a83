using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Tables;
using Stamgast.Tables.Csv;

namespace Stamgast.Importing.Rows;

/// <summary>Cells of extra fields: few files have any, and all others pay nothing for them.</summary>
internal sealed partial class RowReader
{
    private (int Column, ExtraDefinition Field, DateOrder DateOrder)[] extras = [];

    /// <summary>Reads the columns of extra fields too.</summary>
    public void ReadExtra(ColumnMapping mapping, IReadOnlyDictionary<int, DateOrder> dateOrders, ExtraDefinitions definitions)
    {
        if (!mapping.Columns.Any(c => c.Target?.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal) == true)) return;
        extras = [.. mapping.Columns.Where(c => c.Target?.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal) == true)
            .Select(c => (c.Column, definitions.ByKey(c.Target!), dateOrders.GetValueOrDefault(c.Column, context.DateOrder)))
            .Where(c => c.Item2 is { IsLiving: true }).Select(c => (c.Column, c.Item2!, c.Item3))];
    }

    private void ReadExtra(TableRows cells, ImportedRow row)
    {
        string? map = null;
        foreach (var (column, field, dateOrder) in extras)
        {
            var cell = Trimmed(cells[column]);
            if (guardsFormulas) cell = FormulaGuard.Unprotect(cell);
            if (cell.SequenceEqual(FieldRules.Mask)) continue;
            if (cell.IsEmpty || EmptyWords.IsError(cell))
            {
                if (cell.IsEmpty && options.Empty == EmptyCells.Clear && cells.Kind(column) != CellKind.Error) row.Extra.Add((field, null));
                continue;
            }
            var before = map;
            if (ExtraValues.Set(ref map, field, cell.ToString(), (context with { DateOrder = dateOrder }).Extra) is { } problem) row.Problems.Add(problem);
            else if (map != before) row.Extra.Add((field, MapValue.Of(map, field.MapId)));
        }
        if (map is not null)
        {
            row.Values[CustomerFields.Extra] = map;
            row.Filled |= 1UL << CustomerFields.Extra;
        }
        else if (row.Extra.Count > 0) row.Emptied |= 1UL << CustomerFields.Extra;
    }
}
