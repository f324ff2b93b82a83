using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>Names a value of a customer by its place, as it stands in the address: "other_emails:2.1", "notes:2", "x:hobbies:2.0".</summary>
internal static class MergeTokens
{
    /// <summary>The tokens of the values of a list, in the order of <see cref="MergePreview.Ticks"/>.</summary>
    /// <param name="valuesOf">The values of a customer in their order.</param>
    public static string Of(string field, MergeTick tick, IReadOnlyList<string> valuesOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{field}:{tick.Customer}.{IndexOf(valuesOf, tick.Text)}");

    /// <summary>The token of the notes of a customer.</summary>
    public static string OfNotes(long customer) =>
        string.Create(CultureInfo.InvariantCulture, $"{CustomerFields.All[CustomerFields.Notes].Name}:{customer}");

    /// <summary>The value at a place; null when the customer has none there.</summary>
    public static MergeElement? ElementAt(string field, CustomerState customer, int index, ExtraDefinitions extra)
    {
        if (CustomerFields.ByName(field) is { } known)
        {
            if (known.Ordinal == CustomerFields.Notes) return MergeElement.OfNotes(customer.Id);
            return MergeUnits.Lists.FirstOrDefault(l => l.Field == known.Ordinal) is { } list
                && list.ValuesOf(customer.Values).ElementAtOrDefault(index) is { } value ? list.Of(value) : null;
        }
        return extra.ByKey(field) is { } own && RecordValues.Elements(ExtraValues.Of(customer.Values, own)).ElementAtOrDefault(index) is { } choice
            ? MergeElement.OfChoice(own.MapId, choice) : null;
    }

    private static int IndexOf(IReadOnlyList<string> values, string text)
    {
        for (var at = 0; at < values.Count; at++)
            if (values[at] == text) return at;
        return 0;
    }
}
