using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <content>Rows that name a customer who was merged: by number or address they go to the one that was kept, and the row says so.</content>
internal sealed partial class RowClassifier
{
    private const string Merged = "merged";

    private Found? ByMergedNumber(ImportedRow row, KnownCustomers known, bool hasNumber)
    {
        if (!hasNumber || known.Merged?.Number(row.Values[CustomerFields.Number]!) is not { } key) return null;
        return known.Merged.IsSomebodyElse(row, key, CustomerFields.Number)
            ? Wrong("import.other_number", key.Key, RowClass.Conflict, NameOf(known.Merged.Root(key)))
            : Follow(row, CustomerFields.Number, numberColumn, known.Merged.Root(key));
    }

    private Found? ByMergedEmail(ImportedRow row, KnownCustomers known, bool hasNumber)
    {
        if (options.Key != ImportKey.Email || known.Merged is null || !IsKey(row, CustomerFields.Email)
            || known.ByEmail.ContainsKey(row.EmailKey) || known.Merged.Email(row.EmailKey) is not { } key)
            return null;
        var root = known.Merged.Root(key);
        // A customer with a number never matches a row with a different one.
        if (hasNumber && root.Values[CustomerFields.Number] is not null) return null;
        return known.Merged.IsSomebodyElse(row, key, CustomerFields.Email)
            ? Wrong("import.other_email", row.Values[CustomerFields.Email]!, RowClass.Conflict, NameOf(root))
            : Follow(row, CustomerFields.Email, emailColumn, root);
    }

    // What it was known by is not what the kept one is to be known by: that cell changes nothing.
    private Found Follow(ImportedRow row, int field, int column, CustomerState root)
    {
        Misfits.Add(row, column, CustomerFields.All[field], Merged, row.Values[field]);
        row.Warnings[^1] = row.Warnings[^1] with { Detail = Called(root) };
        row.Filled &= ~(1UL << field);
        return Once(root, row);
    }

    // A number that leads to one customer for ever is not given to another.
    private static Problem? LeadsElsewhere(ImportedRow row, KnownCustomers known, long? customer) =>
        row.Has(CustomerFields.Number) && known.Merged?.Number(row.Values[CustomerFields.Number]!) is { } key && key.Root != customer
            ? new Problem(CustomerFields.Number, "number.leads", key.Key, Called(known.Merged.Root(key))) : null;

    private static void SayMerged(StagedRow staged, ImportedRow row)
    {
        if (row.Warnings.Exists(w => w.Code == Merged)) staged.Problems = JsonSerializer.Serialize(row.Warnings.FindAll(w => w.Code == Merged));
    }

    private static CustomerState? MergedOf(ImportedRow row, KnownCustomers known, ImportKey by)
    {
        if (known.Merged is not { } merged || by == ImportKey.Id) return null;
        if (row.Has(CustomerFields.Number) && merged.Number(row.Values[CustomerFields.Number]!) is { } number) return merged.Root(number);
        return by == ImportKey.Email && row.Has(CustomerFields.Email) && merged.Email(row.EmailKey) is { } email ? merged.Root(email) : null;
    }

    private static string NameOf(CustomerState customer) => customer.Values.DisplayName ?? Called(customer);

    /// <summary>The number of a customer, or else its ID: nothing that tells who it is.</summary>
    internal static string Called(CustomerState customer) =>
        customer.Values[CustomerFields.Number] ?? customer.Id.ToString(CultureInfo.InvariantCulture);
}
