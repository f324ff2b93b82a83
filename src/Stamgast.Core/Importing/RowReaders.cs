using Stamgast.Customers;
using Stamgast.Formats;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>Reads the rows of customers, and those of partners where the file has any.</summary>
internal sealed class RowReaders
{
    private readonly RowReader customers;
    private readonly RowReader? partners;

    public RowReaders(ColumnMapping mapping, ImportOptions options, IReadOnlyDictionary<int, ColumnDateOrder> dateOrders, RuleContext context, Repairs repairs)
    {
        var orders = dateOrders.ToDictionary(d => d.Key, d => d.Value.Order);
        var columns = PartnerColumns.Of(mapping);
        customers = new RowReader(mapping, options, orders, context, repairs, columns);
        partners = columns is null ? null : new RowReader(mapping, options, orders, context, repairs, columns, isOfPartners: true);
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
