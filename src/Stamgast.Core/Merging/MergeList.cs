using Stamgast.Customers;
using Stamgast.Formats;

namespace Stamgast.Merging;

/// <summary>A list that a merge unites.</summary>
/// <param name="Field">The ordinal of the list.</param>
/// <param name="Mains">The ordinals of the main values that belong to it.</param>
public sealed record MergeList(int Field, IReadOnlyList<int> Mains)
{
    /// <summary>A value in the form in which equal ones are equal.</summary>
    public string KeyOf(string value) => Field == CustomerFields.OtherEmails ? EmailAddress.Key(value) : value.ToUpperInvariant();

    /// <summary>The element of a value.</summary>
    public MergeElement Of(string value) => new(Field, null, KeyOf(value));

    /// <summary>The values of a customer, the main ones first.</summary>
    public IEnumerable<string> ValuesOf(CustomerValues values) =>
        Mains.Select(m => values[m]).OfType<string>().Concat(RecordValues.Elements(values[Field]));
}
