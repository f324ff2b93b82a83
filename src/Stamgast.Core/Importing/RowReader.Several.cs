using Stamgast.Customers;

namespace Stamgast.Importing;

/// <summary>Cells of address books that hold several values: "a@post.example ::: b@post.example", "* Friends ::: * myContacts", "Retail;VIP".</summary>
internal sealed partial class RowReader
{
    // Groups of the address book itself, in which everybody is or which are no groups of customers.
    private static readonly string[] OwnGroups = ["myContacts", "starred"];

    // A sign that may stand in any text joins groups only.
    private bool HoldsSeveral(CustomerField field, ReadOnlySpan<char> cell) =>
        (joint!.Length > 1 || field.Ordinal == CustomerFields.Groups) && (cell.StartsWith("* ") || cell.IndexOf(joint) >= 0);

    // The first value goes to the field; further ones to the list beside it, where there is one.
    private void ReadSeveral(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        var others = field.Ordinal switch
        {
            CustomerFields.Email => CustomerFields.OtherEmails,
            CustomerFields.Phone or CustomerFields.Mobile => CustomerFields.OtherPhones,
            _ => field.IsList ? field.Ordinal : -1,
        };
        var isFirst = true;
        foreach (var range in cell.Split(joint))
        {
            var value = cell[range].Trim();
            if (value.StartsWith("* ")) value = value[2..];
            if (value.IsEmpty || (field.Ordinal == CustomerFields.Groups && OwnGroups.Contains(value.ToString()))) continue;
            if (isFirst) ReadField(row, column, field, value, ref here);
            else if (others >= 0) ReadField(row, column, CustomerFields.All[others], value, ref here);
            isFirst = false;
        }
    }
}
