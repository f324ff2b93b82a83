using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.Merging;

/// <summary>One value that can be in the result or not: an e-mail address, a group, the notes of one customer, a choice of an extra field.</summary>
/// <param name="Field">The ordinal of the list field (other_emails also stands for email, other_phones for phone and mobile), of notes or of extra.</param>
/// <param name="Map">For an extra field, the ID of its definition.</param>
/// <param name="Key">The value in the form in which equal ones are equal; for notes the ID of the customer.</param>
public readonly record struct MergeElement(int Field, string? Map, string Key)
{
    /// <summary>The notes of a customer.</summary>
    public static MergeElement OfNotes(long customer) => new(CustomerFields.Notes, null, customer.ToString(CultureInfo.InvariantCulture));

    /// <summary>One of several choices of an extra field.</summary>
    /// <param name="map">The ID of its definition.</param>
    public static MergeElement OfChoice(string map, string choice) => new(CustomerFields.Extra, map, choice.ToUpperInvariant());
}
