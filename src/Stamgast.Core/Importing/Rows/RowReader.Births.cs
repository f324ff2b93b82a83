using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Rows;

/// <summary>The birth date whose year, month and day are in separate columns.</summary>
internal sealed partial class RowReader
{
    private readonly string?[] birth = new string?[3];
    private Column? birthFrom;

    private void AddToBirth(Column column, ReadOnlySpan<char> cell)
    {
        birthFrom ??= column;
        birth[column.Target switch { ImportTarget.BirthYear => 0, ImportTarget.BirthMonth => 1, _ => 2 }] = cell.Trim('0').IsEmpty ? null : cell.ToString();
    }

    // A month may be a word; an incomplete date is ignored.
    private void TakeBirth(ImportedRow row, RuleContext here)
    {
        if (birthFrom is not { } from) return;
        var (year, month, day) = (birth[0], birth[1], birth[2]);
        birthFrom = null;
        Array.Clear(birth);
        var field = CustomerFields.All[CustomerFields.BirthDate];
        if (row.Has(field.Ordinal)) return;
        if (year is null || month is null || day is null)
        {
            if ((year ?? month ?? day) is { } rest) repairs.Warnings.Add(row, from.Index, field, "date.year_only", rest);
            return;
        }
        var text = month.All(char.IsAsciiDigit) ? $"{day}/{month}/{year}" : $"{day} {month} {year}";
        var value = repairs.After(from.Index, field, text, FieldRules.Normalise(field, text, here with { DateOrder = DateOrder.DayMonthYear }), row.Line);
        if (value.Problem is { } problem) row.Problems.Add(problem);
        if (value.Warning is { } warning) repairs.Warnings.Add(row, from.Index, field, warning, text);
        if (value.Value is { } date) Say(row, field, date);
    }
}
