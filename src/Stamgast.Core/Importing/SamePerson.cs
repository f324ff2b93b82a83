using Stamgast.Customers;
using Stamgast.Text;

namespace Stamgast.Importing;

/// <summary>
/// Whether a row that names a customer by ID can be about that customer. An ID that was shifted by a sort of one column, or typed over,
/// would otherwise overwrite somebody else (rules.md S2.9).
/// </summary>
internal static class SamePerson
{
    private static readonly int[] Identity =
    [
        CustomerFields.Number, CustomerFields.FirstName, CustomerFields.LastName, CustomerFields.CompanyName, CustomerFields.BirthDate,
        CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.EnterpriseNumber, CustomerFields.VatNumber,
        CustomerFields.Iban, CustomerFields.Street,
    ];

    /// <summary>
    /// False when the row's number belongs to another customer, or when at least three of the fields that tell people apart can be
    /// compared and none of them agrees, a first name alone not counting.
    /// </summary>
    public static bool MayBe(ImportedRow row, CustomerValues customer, long? ownerOfNumber, long customerId)
    {
        if (ownerOfNumber is { } owner && owner != customerId && customer[CustomerFields.Number] is not null) return false;
        int compared = 0, agreeing = 0;
        foreach (var field in Identity)
        {
            if (!row.Has(field) || customer[field] is not { } known) continue;
            compared++;
            if (Agree(field, row.Values[field]!, known) && field != CustomerFields.FirstName) agreeing++;
        }
        return compared < 3 || agreeing > 0;
    }

    private static bool Agree(int field, string one, string other)
    {
        if (one == other) return true;
        return field is CustomerFields.FirstName or CustomerFields.LastName or CustomerFields.CompanyName or CustomerFields.Street
            && Folding.Letters(one) == Folding.Letters(other);
    }
}
