using Stamgast.App.Customers.Lists;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Lists;

namespace Stamgast.App.Customers;

/// <summary>One of the eight facts in the head of a customer.</summary>
/// <param name="Field">The field whose history the clock opens.</param>
public sealed record CustomerFact(string Caption, string? Value, string? Href, CustomerField Field);

/// <summary>The eight facts in the head; the details below it show the rest.</summary>
public static class CustomerFacts
{
    public static IReadOnlyList<CustomerFact> Of(CustomerValues values, Visit visit)
    {
        var mail = values[CustomerFields.Email];
        var phone = PhoneOf(values);
        var label = values[CustomerFields.Label];
        var birthOrVat = BirthOrVatOf(values);
        return
        [
            Fact(CustomerFields.Email, mail is null ? null : "mailto:" + mail),
            Fact(phone, values[phone] is { } number ? "tel:" + number : null),
            Fact(CustomerFields.Language),
            Fact(CustomerFields.Label, label is null ? null : new ListAddress(CustomerQuery.Plain with { Labels = [label] }).Href()),
            new CustomerFact(visit.T("customer.section.address"), FieldText.Address(values, CustomerFields.Street, visit), null,
            CustomerFields.All[CustomerFields.Street]),
            Fact(birthOrVat),
            Fact(CustomerFields.Groups),
            Fact(CustomerFields.Shops),
        ];

        CustomerFact Fact(int field, string? href = null) =>
            new(visit.T(CustomerFields.All[field].CaptionKey), FieldText.Show(CustomerFields.All[field], values[field], visit), href,
                CustomerFields.All[field]);
    }

    /// <summary>True when the head shows this field of this customer.</summary>
    public static bool Shows(int field, CustomerValues values) => field switch
    {
        CustomerFields.Email or CustomerFields.Language or CustomerFields.Label or CustomerFields.Groups or CustomerFields.Shops => true,
        CustomerFields.Number or CustomerFields.CustomerSince or CustomerFields.Type or CustomerFields.Active => true,
        >= CustomerFields.Street and <= CustomerFields.Country => FieldText.HasAddress(values, CustomerFields.Street),
        _ => field == PhoneOf(values) || field == BirthOrVatOf(values),
    };

    private static int PhoneOf(CustomerValues values) =>
        values[CustomerFields.Phone] is null && values[CustomerFields.Mobile] is not null ? CustomerFields.Mobile : CustomerFields.Phone;

    private static int BirthOrVatOf(CustomerValues values) => !values.IsCompany ? CustomerFields.BirthDate
        : values[CustomerFields.VatNumber] is null && values[CustomerFields.EnterpriseNumber] is not null
        ? CustomerFields.EnterpriseNumber : CustomerFields.VatNumber;
}
