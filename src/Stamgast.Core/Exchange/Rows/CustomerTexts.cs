using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;

namespace Stamgast.Exchange.Rows;

/// <summary>What a row of a file of other records says of its customer, by the ordinal of the field.</summary>
internal static class CustomerTexts
{
    /// <summary>The cells that are filled in; a street in a file without house numbers is split.</summary>
    public static Dictionary<int, string?> Of(SourceRow row, RecordColumns columns)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var (field, column) in columns.Customer)
            if (RecordColumns.Cell(row, column) is { } text) texts[field] = text;
        if (columns.Customer.ContainsKey(CustomerFields.HouseNumber) || texts.GetValueOrDefault(CustomerFields.Street) is not { } line) return texts;
        var parts = AddressParts.OfStreetLine(line);
        texts[CustomerFields.Street] = parts.Street;
        texts[CustomerFields.HouseNumber] = parts.HouseNumber;
        if (parts.Box is { } box) texts[CustomerFields.Box] = box;
        return texts;
    }
}
