using System.Numerics;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;

namespace Stamgast.Importing.Rows;

/// <summary>
/// Adds values found in the cell of another field (other addresses and numbers, text for the notes) to those a customer already has, which stay.
/// </summary>
internal static class AddedValues
{
    /// <summary>Adds them to the values of a customer; returns the problem when one does not fit.</summary>
    /// <param name="kept">Bit by field ordinal: the fields that a person chose to keep.</param>
    public static Problem? To(CustomerValues customer, ImportedRow row, ulong kept)
    {
        for (var left = row.Filled & row.Added; left != 0; left &= left - 1)
        {
            var field = CustomerFields.All[BitOperations.TrailingZeroCount(left)];
            var value = row.Values[field]!;
            // A different main number in the file is no reason to lose this one.
            if (field.Kind == FieldKind.Phone && customer[field] is { } own && own != value) field = CustomerFields.All[CustomerFields.OtherPhones];
            if ((kept & (1UL << field.Ordinal)) != 0) continue;
            var together = field.IsList ? Joined(customer[field], value, CustomerValues.ListSeparator,
                field.Kind == FieldKind.EmailList ? EmailAddress.Key : v => v)
                : field.Ordinal == CustomerFields.Notes ? Joined(customer[field], value, "\n", v => v) : value;
            if (together.Length > field.MaxLength) return FieldRules.TooLong(field, value);
            customer[field] = together;
        }
        return null;
    }

    /// <summary>Adds a main address or number that the row only has for lack of another to those of the customer.</summary>
    public static void Yield(ImportedRow row, CustomerValues customer)
    {
        for (var left = row.Yielding & row.Filled; left != 0; left &= left - 1)
        {
            var main = BitOperations.TrailingZeroCount(left);
            var list = main == CustomerFields.Email ? CustomerFields.OtherEmails : CustomerFields.OtherPhones;
            if (customer[main] is not { } known || known == row.Values[main]) continue;
            row.Values[list] = Joined(row.Values[main], row.Values[list] ?? "", CustomerValues.ListSeparator, v => v).TrimEnd(' ', '|');
            row.Values[main] = null;
            row.Filled = (row.Filled | 1UL << list) & ~(1UL << main);
            row.Added |= 1UL << list;
        }
    }

    private static string Joined(string? known, string added, string separator, Func<string, string> key)
    {
        if (known is null) return added;
        var parts = known.Split(separator).ToList();
        foreach (var part in added.Split(separator))
            if (!parts.Exists(p => key(p) == key(part))) parts.Add(part);
        return string.Join(separator, parts);
    }
}
