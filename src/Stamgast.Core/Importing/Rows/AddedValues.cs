using System.Numerics;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;

namespace Stamgast.Importing.Rows;

/// <summary>Puts what was found in the cell of another field (further addresses and numbers, words for the notes) beside what a customer has, which stays.</summary>
internal static class AddedValues
{
    /// <summary>Adds them to the values of a customer; the problem when there is no room for one.</summary>
    /// <param name="kept">Bit by field ordinal: the fields that a person told to leave alone.</param>
    public static Problem? To(CustomerValues customer, ImportedRow row, ulong kept)
    {
        for (var left = row.Filled & row.Added; left != 0; left &= left - 1)
        {
            var field = CustomerFields.All[BitOperations.TrailingZeroCount(left)];
            var value = row.Values[field]!;
            // Another main number than the file's is no reason to lose it.
            if (field.Kind == FieldKind.Phone && customer[field] is { } own && own != value) field = CustomerFields.All[CustomerFields.OtherPhones];
            if ((kept & (1UL << field.Ordinal)) != 0) continue;
            var together = field.IsList ? Joined(customer[field], value, CustomerValues.ListSeparator, field.Kind == FieldKind.EmailList ? EmailAddress.Key : v => v)
                : field.Ordinal == CustomerFields.Notes ? Joined(customer[field], value, "\n", v => v) : value;
            if (together.Length > field.MaxLength) return FieldRules.TooLong(field, value);
            customer[field] = together;
        }
        return null;
    }

    /// <summary>Puts a main address or number that the row has only for want of another beside that of the customer.</summary>
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
