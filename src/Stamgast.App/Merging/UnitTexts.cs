using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>The fields that are merged and split together, in words.</summary>
internal static class UnitTexts
{
    /// <summary>The first field of each row, in the order of the pages.</summary>
    public static readonly IReadOnlyList<int> Order =
    [
        CustomerFields.CompanyName, CustomerFields.FirstName, CustomerFields.Type, CustomerFields.Number, CustomerFields.OtherEmails,
        CustomerFields.OtherPhones, CustomerFields.Street, CustomerFields.DeliveryStreet, CustomerFields.EnterpriseNumber, CustomerFields.BirthDate,
        CustomerFields.Salutation, CustomerFields.Gender, CustomerFields.Language, CustomerFields.Label, CustomerFields.Groups, CustomerFields.Shops,
        CustomerFields.Iban, CustomerFields.Website, CustomerFields.Newsletter, CustomerFields.ObfuscateEnabled, CustomerFields.Active,
        CustomerFields.CustomerSince, CustomerFields.Notes,
    ];

    /// <summary>What a row is called.</summary>
    /// <param name="first">The first of its fields.</param>
    public static string Caption(int first, Visit visit) => visit.T(first switch
    {
        CustomerFields.FirstName => "customer.section.name",
        CustomerFields.Street => "customer.section.address",
        CustomerFields.DeliveryStreet => "customer.section.delivery",
        CustomerFields.EnterpriseNumber => "merge.row.legal",
        _ => CustomerFields.All[first].CaptionKey,
    });

    /// <summary>The caption of a list with its main values: that of the first of these.</summary>
    public static string Caption(MergeList list, Visit visit) => Caption(list.Mains.Count > 0 ? list.Mains[0] : list.Field, visit);

    /// <summary>The values of the fields as people read them; null when there are none.</summary>
    public static string? Of(CustomerValues values, IReadOnlyList<int> unit, Visit visit)
    {
        if (unit[0] is CustomerFields.Street or CustomerFields.DeliveryStreet) return FieldText.Address(values, unit[0], visit);
        if (unit[0] == CustomerFields.Gender && values[unit[0]] is "0") return null;
        var texts = unit.Select(f => FieldText.Show(CustomerFields.All[f], values[f], visit)).OfType<string>().ToList();
        return texts.Count == 0 ? null : string.Join(unit[0] == CustomerFields.FirstName ? " " : ", ", texts);
    }
}
