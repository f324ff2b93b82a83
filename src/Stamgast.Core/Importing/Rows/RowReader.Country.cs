using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Mending;
using Stamgast.Tables;

namespace Stamgast.Importing.Rows;

/// <summary>Cells that speak of a country, or are read in one: "L-1009", "9000 Gent" in the column of the codes, a phone number without the code of its
/// country.</summary>
internal sealed partial class RowReader
{
    // Cities found beside a postal code; the column of the cities may come later.
    private readonly (Column? From, string Town)[] towns = new (Column?, string)[2];

    /// <summary>Reads values again in another country than that of the organisation.</summary>
    public void ReadAgain(ImportedRow row, string country, CustomerValues known)
    {
        var here = context with { Country = country, DeliveryCountry = known[CustomerFields.DeliveryCountry] };
        ulong fields = 0;
        for (var at = 0; at < row.Given.Count; at++) fields |= FedBy(columns[row.Given.Column(at)].Field!);
        Forget(row, fields);
        for (var at = 0; at < row.Given.Count; at++)
        {
            var column = columns[row.Given.Column(at)];
            var field = column.Field!;
            if (column.Joint is not null && HoldsSeveral(column, field, row.Given[at])) ReadSeveral(row, column, field, row.Given[at], ref here);
            else ReadField(row, column, field, row.Given[at], ref here);
        }
        foreach (var code in (ReadOnlySpan<int>)[CustomerFields.PostalCode, CustomerFields.DeliveryPostalCode])
            if (row.Has(code) && row.Values[code] is { } text && text != known[code]
                && FieldRules.Normalise(CustomerFields.All[code], text, here) is { Problem: null, Value: { } value })
            {
                row.Values[code] = value;
                row.Warnings.RemoveAll(w => w.Field == code);
            }
        JoinLists(row);
        if (leavesRepeatsOut) LeaveRepeatsOut(row);
        if (row.Problems.Count > 0 && emptied.Length > 0) EmptyWrongCells(row);
    }

    // A phone number may have gone to any of the fields of phones.
    private static ulong FedBy(CustomerField field) => field.Kind is FieldKind.Phone or FieldKind.PhoneList
        ? 1UL << CustomerFields.Phone | 1UL << CustomerFields.Mobile | 1UL << CustomerFields.OtherPhones : 1UL << field.Ordinal;

    private static void Forget(ImportedRow row, ulong fields)
    {
        for (var left = fields & row.Filled; left != 0; left &= left - 1) row.Values[System.Numerics.BitOperations.TrailingZeroCount(left)] = null;
        row.Filled &= ~fields;
        row.Added &= ~fields;
        row.Problems.RemoveAll(p => p.Field >= 0 && (fields >> p.Field & 1) != 0);
        row.Warnings.RemoveAll(w => (fields >> w.Field & 1) != 0);
        row.Judged.RemoveAll(j => (fields >> j.Field & 1) != 0);
    }

    // True when nothing is left to be read: the code of "9000 Gent" was, and its town waits.
    private bool TakeTown(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        if (field.Kind != FieldKind.PostalCode || PostalTown.Of(cell) is not { } parts || FieldRules.Normalise(field, parts.Code, here).Problem is not null)
            return false;
        if (!repairs.Split(RepairKind.SplitAddress, column.Index, cell, parts.Code + " | " + parts.Town, row.Line)) return false;
        NameCountry(row, column, field, parts.Code, ref here);
        Offer(row, column.Index, field.Ordinal, parts.Code, here);
        towns[field.Ordinal == CustomerFields.PostalCode ? 0 : 1] = (column, parts.Town);
        return true;
    }

    private void SettleTowns(ImportedRow row)
    {
        for (var at = 0; at < towns.Length; at++)
        {
            if (towns[at] is not ({ } column, var town)) continue;
            towns[at] = default;
            var city = at == 0 ? CustomerFields.City : CustomerFields.DeliveryCity;
            if (!row.Has(city)) Offer(row, column.Index, city, town, context);
            else if (!PostalTown.IsOf(town, row.Values[city])) Remark(row, column, row.Values[city - 1] + " " + town);
        }
    }

    // Before the phone numbers are read, which may precede the postal code.
    private void NameCountries(ImportedRow row, TableRows cells, bool ownAddress, ref RuleContext here)
    {
        foreach (var column in codes)
        {
            if (column.IsShared && ownAddress || column.Before.Length > 0 && IsSaidBefore(column, cells)) continue;
            var cell = Trimmed(cells[column.Index]);
            if (!cell.IsEmpty && char.IsAsciiLetter(cell[0])) NameCountry(row, column, column.Field!, cell, ref here);
        }
    }

    // The letters before a postal code set the country if the row has none.
    private void NameCountry(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        var country = field.Ordinal == CustomerFields.PostalCode ? CustomerFields.Country : CustomerFields.DeliveryCountry;
        if (row.Has(country) || PostalCode.CountryOf(PostalTown.Of(cell)?.Code ?? cell) is not { } named) return;
        row.Values[country] = named;
        row.Filled |= 1UL << country;
        here = country == CustomerFields.Country ? here with { Country = named } : here with { DeliveryCountry = named };
        repairs.Warnings.Add(row, column.Index, CustomerFields.All[country], "postal.named", cell);
    }
}
