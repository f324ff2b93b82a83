using System.Globalization;
using Stamgast.Customers;
using Stamgast.Language;
using Stamgast.Relations;

namespace Stamgast.Exchange.Letters;

/// <summary>A letter to a customer, or one to a family: what stands on the envelope, and how it begins.</summary>
/// <param name="Person">Whose address and language it has.</param>
/// <param name="Family">The family; null for a letter to one customer.</param>
/// <param name="Count">How many customers it goes to.</param>
public sealed record Letter(CustomerState Person, RecordState? Family, int Count, string Addressee, string Salutation)
{
    /// <summary>The columns of a file of letters.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "customer", "number", "family", "customers", "addressee", "salutation", .. FamilyMembers.Address.Select(f => CustomerFields.All[f].Name), "language",
    ];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string?> Cells =>
    [
        Text(Person.Id), Person.Values[CustomerFields.Number], Family is { } family ? Text(family.Id) : null, Text(Count), Addressee, Salutation,
        .. FamilyMembers.Address.Select(f => Person.Values[f]), Person.Values[CustomerFields.Language],
    ];

    /// <summary>A letter to one customer.</summary>
    public static Letter To(CustomerState person, CultureInfo culture)
    {
        var name = person.Values.DisplayName ?? "";
        return new Letter(person, null, 1, name, name.Length == 0 ? "" : Texts.Get("family.dear", culture, name));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
