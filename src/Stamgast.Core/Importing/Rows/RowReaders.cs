using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals.Previews;
using Stamgast.Tables;

namespace Stamgast.Importing.Rows;

/// <summary>Reads the rows of customers, and those of partners if the file has any.</summary>
internal sealed class RowReaders
{
    private readonly RowReader customers;
    private readonly RowReader? partners;
    private readonly Lazy<RowReaders>? again;
    private readonly string home;

    /// <param name="extra">The extra fields of the base.</param>
    /// <param name="keepsGiven">See <see cref="RowReader.KeepsGiven"/>.</param>
    public RowReaders(ColumnMapping mapping, ImportOptions options, IReadOnlyDictionary<int, ColumnDateOrder> dateOrders, RuleContext context, Repairs repairs,
        bool keepsGiven = false, ExtraDefinitions? extra = null)
    {
        var orders = dateOrders.ToDictionary(d => d.Key, d => d.Value.Order);
        var columns = PartnerColumns.Of(mapping);
        customers = new RowReader(mapping, options, orders, context, repairs, columns) { KeepsGiven = keepsGiven };
        if (extra is not null) customers.ReadExtra(mapping, orders, extra);
        partners = columns is null ? null : new RowReader(mapping, options, orders, context, repairs, columns, isOfPartners: true) { KeepsGiven = keepsGiven };
        again = keepsGiven ? new Lazy<RowReaders>(() => new RowReaders(mapping, options, dateOrders, context, new Repairs(mapping, options.RepairsOff))) : null;
        home = context.HomeCountry;
    }

    /// <summary>
    /// If a row has no country and its customer's differs from the organisation's: reads country-dependent values in that one. With a reader of its
    /// own, since another thread continues to read.
    /// </summary>
    public void ReadInCountryOf(CustomerState customer, ImportedRow row)
    {
        if (again is null || row.Has(CustomerFields.Country) || customer.Values[CustomerFields.Country] is not { } country || country == home) return;
        if (row.Given.Count == 0 && !row.Has(CustomerFields.PostalCode) && !row.Has(CustomerFields.DeliveryPostalCode)) return;
        (row.Line < 0 ? again.Value.partners ?? again.Value.customers : again.Value.customers).ReadAgain(row, country, customer.Values);
    }

    public void Read(TableRows cells, bool isPartner, ImportedRow row) => (isPartner ? partners ?? customers : customers).Read(cells, row);

    /// <summary>Reads a row as a person corrected it.</summary>
    /// <param name="line">See <see cref="PreviewRow.Line"/>.</param>
    public void Read(long line, IReadOnlyList<string> corrected, ImportedRow row)
    {
        using var cells = GivenRow.Of(Math.Abs(line), corrected);
        Read(cells, line < 0, row);
    }
}
