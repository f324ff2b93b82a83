using Stamgast.Formats;

namespace Stamgast.Customers;

/// <summary>The lookup keys of a customer: its e-mail addresses folded for comparison, and its groups.</summary>
internal static class CustomerKeys
{
    /// <summary>
    /// Collects the keys to add and remove so that the keys of <paramref name="before"/> become those of <paramref name="after"/>; before is null for
    /// a new customer.
    /// </summary>
    public static void Difference(CustomerValues? before, CustomerValues after, List<KeyChange> changes)
    {
        changes.Clear();
        if (before is null)
        {
            OfNew(after, changes);
            return;
        }
        if (before[CustomerFields.Email] == after[CustomerFields.Email]
            && before[CustomerFields.OtherEmails] == after[CustomerFields.OtherEmails]
            && before[CustomerFields.Groups] == after[CustomerFields.Groups]) return;
        List<KeyChange> old = [], now = [];
        AddAll(before, old, added: false);
        AddAll(after, now, added: true);
        changes.AddRange(old.Where(o => !now.Exists(n => n.Kind == o.Kind && n.Key == o.Key)));
        changes.AddRange(now.Where(n => !old.Exists(o => o.Kind == n.Kind && o.Key == n.Key)));
    }

    /// <summary>Fills in the keys of a new customer.</summary>
    /// <param name="isEmailItsKey">True when the main e-mail address is its own key.</param>
    public static void OfNew(CustomerValues values, List<KeyChange> changes, bool isEmailItsKey = false)
    {
        changes.Clear();
        AddAll(values, changes, added: true, isEmailItsKey && !values.Has(CustomerFields.OtherEmails));
    }

    private static void AddAll(CustomerValues values, List<KeyChange> keys, bool added, bool isEmailItsKey = false)
    {
        if (isEmailItsKey) keys.Add(new KeyChange(KeyKind.Email, "", added));
        else if (values[CustomerFields.Email] is { } email) keys.Add(new KeyChange(KeyKind.Email, EmailAddress.Key(email), added));
        if (values[CustomerFields.OtherEmails] is { } others)
            foreach (var other in CustomerValues.Elements(others)) AddOnce(keys, new KeyChange(KeyKind.Email, EmailAddress.Key(other), added));
        if (values[CustomerFields.Groups] is not { } groups) return;
        if (!groups.Contains('|', StringComparison.Ordinal)) keys.Add(new KeyChange(KeyKind.Group, groups, added));
        else
            foreach (var group in CustomerValues.Elements(groups)) AddOnce(keys, new KeyChange(KeyKind.Group, group, added));
    }

    private static void AddOnce(List<KeyChange> keys, KeyChange key)
    {
        if (!keys.Contains(key)) keys.Add(key);
    }
}
