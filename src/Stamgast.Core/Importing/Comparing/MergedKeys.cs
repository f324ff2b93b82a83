using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The numbers and e-mail addresses in a portion of rows that no living customer has, but one that was merged: a row with one of them is about the
/// customer that was kept.
/// </summary>
internal sealed class MergedKeys
{
    private readonly Dictionary<string, AbsorbedKey> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AbsorbedKey> emails = new(StringComparer.Ordinal);

    /// <summary>The customers that the keys were of and lead to, by ID.</summary>
    private Dictionary<long, CustomerState> states = [];

    /// <summary>Fetches them for keys that nobody living has.</summary>
    /// <param name="emails">Folded; empty when the address is no key.</param>
    public static MergedKeys? Of(DbConnection connection, Engine engine, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> emails)
    {
        var (ofNumbers, ofEmails) = (AbsorbedKeys.OfNumbers(connection, engine, numbers), AbsorbedKeys.OfEmails(connection, engine, emails));
        if (ofNumbers.Count + ofEmails.Count == 0) return null;
        var keys = new MergedKeys
        {
            states = CustomerStates.Read(connection, engine, [.. ofNumbers.Concat(ofEmails).SelectMany(k => (long[])[k.Absorbed, k.Root]).Distinct()]),
        };
        keys.Add(keys.numbers, ofNumbers);
        keys.Add(keys.emails, ofEmails);
        return keys;
    }

    /// <summary>The customer that a number leads to; null for one that leads nowhere, or to several.</summary>
    public AbsorbedKey? Number(string number) => numbers.TryGetValue(number, out var key) ? key : null;

    /// <summary>The customer that an address leads to.</summary>
    /// <param name="email">Folded.</param>
    public AbsorbedKey? Email(string email) => emails.TryGetValue(email, out var key) ? key : null;

    /// <summary>The customer that a key leads to.</summary>
    public CustomerState Root(AbsorbedKey key) => states[key.Root];

    /// <summary>True when a row is about neither the customer that a key was of nor the one that it leads to.</summary>
    public bool IsSomebodyElse(ImportedRow row, AbsorbedKey key, int field) =>
        SamePerson.IsSomebodyElse(row, states[key.Root].Values, field) && SamePerson.IsSomebodyElse(row, states[key.Absorbed].Values, field);

    // A key that leads to several, which an older version may have let come to be, says nothing.
    private void Add(Dictionary<string, AbsorbedKey> index, IReadOnlyList<AbsorbedKey> keys)
    {
        foreach (var group in keys.Where(k => states[k.Root].IsLive).GroupBy(k => k.Key, StringComparer.Ordinal))
            if (group.Select(k => k.Root).Distinct().Count() == 1) index[group.Key] = group.First();
    }
}
