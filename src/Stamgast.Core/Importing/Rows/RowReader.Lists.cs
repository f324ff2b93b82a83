using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats.Phones;

namespace Stamgast.Importing.Rows;

/// <summary>Lists of further addresses and numbers that several columns feed.</summary>
internal sealed partial class RowReader
{
    private const int JoinedTimes = 4;

    // The lists of the row that are too long whatever follows.
    private ulong full;

    // Without duplicates a list may be short; one that is too long even so is refused, and the rest would only take time.
    private void Join(CustomerField field, string first, string value)
    {
        if ((full & (1UL << field.Ordinal)) != 0) return;
        var list = joined[field.Ordinal] ?? first;
        if (list.Length > field.MaxLength * JoinedTimes)
        {
            list = CustomerValues.Join([.. CustomerValues.Elements(list).Distinct(StringComparer.OrdinalIgnoreCase)])!;
            if (list.Length > field.MaxLength) full |= 1UL << field.Ordinal;
        }
        joined[field.Ordinal] = list + CustomerValues.ListSeparator + value;
    }

    // Several columns of one list: without duplicates. Notes are already one below the other.
    private void JoinLists(ImportedRow row)
    {
        if (!anyJoined) return;
        anyJoined = false;
        full = 0;
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] is not { } text) continue;
            row.Values[i] = CustomerValues.Join([.. CustomerValues.Elements(text).Distinct(StringComparer.OrdinalIgnoreCase)]);
            joined[i] = null;
            RefuseTooLong(row, i);
        }
        RefuseTooLong(row, CustomerFields.Notes);
    }

    // Cells that are short enough one by one may be too long together; their own export would be refused.
    private static void RefuseTooLong(ImportedRow row, int ordinal)
    {
        var field = CustomerFields.All[ordinal];
        if (row.Values[ordinal] is { } text && text.Length > field.MaxLength) row.Problems.Add(FieldRules.TooLong(field, text));
    }

    // Exports repeat the main address or number among the others.
    private static void LeaveRepeatsOut(ImportedRow row)
    {
        foreach (var (list, first, second) in Repeated)
        {
            if (!row.Has(list)) continue;
            var elements = CustomerValues.Elements(row.Values[list]);
            var others = elements.Where(e => !IsValue(row, first, e) && !IsValue(row, second, e)).ToList();
            if (others.Count == elements.Length) continue;
            row.Values[list] = CustomerValues.Join(others);
            if (others.Count > 0) continue;
            row.Filled &= ~(1UL << list);
            row.Added &= ~(1UL << list);
        }
    }

    private static readonly (int List, int First, int Second)[] Repeated =
        [(CustomerFields.OtherEmails, CustomerFields.Email, CustomerFields.Email), (CustomerFields.OtherPhones, CustomerFields.Phone, CustomerFields.Mobile)];

    private static bool IsValue(ImportedRow row, int ordinal, string text) =>
        row.Has(ordinal) && string.Equals(row.Values[ordinal], text, StringComparison.OrdinalIgnoreCase);

    // "E-mail; E-mail" with only the second filled in, or one for invoices only: the only address is the main one. A customer with another keeps it.
    private void TakeFirstAsMain(ImportedRow row)
    {
        TakeFirst(row, CustomerFields.OtherEmails, CustomerFields.Email);
        if (overflowsPhones && row.Has(CustomerFields.OtherPhones))
            TakeFirst(row, CustomerFields.OtherPhones, PhoneNumber.IsMobile(CustomerValues.Elements(row.Values[CustomerFields.OtherPhones])[0])
                ? CustomerFields.Mobile : CustomerFields.Phone);
    }

    private static void TakeFirst(ImportedRow row, int list, int main)
    {
        var (listBit, mainBit) = (1UL << list, 1UL << main);
        if (!row.Has(list) || ((row.Filled | row.Emptied) & mainBit) != 0 || (row.Added & listBit) != 0) return;
        var elements = CustomerValues.Elements(row.Values[list]);
        row.Values[main] = elements[0];
        row.Filled |= mainBit;
        row.Yielding |= mainBit;
        row.Values[list] = elements.Length > 1 ? CustomerValues.Join(elements[1..]) : null;
        if (elements.Length == 1) row.Filled &= ~listBit;
    }
}
