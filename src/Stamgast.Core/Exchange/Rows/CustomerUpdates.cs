using System.Text;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.ExtraFields;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>
/// What the rows of a file would change in the addresses and phone numbers of customers who exist: kept with the rows, and done when the import is told
/// to. Where several rows are of one customer, the last one counts.
/// </summary>
internal sealed class CustomerUpdates : IDisposable
{
    private static readonly int[] Fields =
    [
        CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country,
        CustomerFields.Phone, CustomerFields.Mobile,
    ];

    private readonly KindContext context;
    private readonly RecordColumns columns;
    private readonly ExtraDefinitions extra;
    private readonly Payload payload = new(CustomerShape.Instance);
    private readonly Dictionary<long, (long Seq, bool Changes)> last = [];

    private CustomerUpdates(Base customers, KindContext context, RecordColumns columns)
    {
        (this.context, this.columns) = (context, columns);
        extra = ExtraDefinitions.Of(customers);
    }

    /// <summary>The number of customers that would change.</summary>
    public long Count { get; private set; }

    /// <summary>The rows that changed a customer of whom another row came later.</summary>
    public List<long> Superseded { get; } = [];

    /// <summary>Null when the file has no column with anything of the kind.</summary>
    public static CustomerUpdates? Of(Base customers, KindContext context, RecordKind kind, RecordColumns columns) =>
        kind.Customer is not null && Fields.Any(columns.Customer.ContainsKey) ? new CustomerUpdates(customers, context, columns) : null;

    /// <summary>Adds to a row that can be applied what it would change in its customer.</summary>
    public void Compare(StagedRow staged, SourceRow row, CustomerState customer)
    {
        if (customer.Trashed) return;
        var given = CustomerTexts.Of(row, columns).Where(t => Fields.Contains(t.Key)).ToDictionary();
        if (given.Count == 0) return;
        var was = customer.Values;
        // Another house has no box of the old one.
        if (given.ContainsKey(CustomerFields.Street) || given.ContainsKey(CustomerFields.HouseNumber))
            foreach (var part in new[] { CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box }) given.TryAdd(part, null);
        var judged = JudgedValues.Of(new GivenValues(was, given), isNew: false, context.Settings, context.Rules, extra);
        var after = was.Copy();
        // What cannot be read stays as it is.
        foreach (var field in Fields)
            if (judged.Problems.All(p => p.Field != field)) after[field] = judged.Values[field];
        if (!columns.Customer.ContainsKey(CustomerFields.Box) && after[CustomerFields.Box] is null
            && after[CustomerFields.Street] == was[CustomerFields.Street] && after[CustomerFields.HouseNumber] == was[CustomerFields.HouseNumber])
            after[CustomerFields.Box] = was[CustomerFields.Box];
        var changes = Difference.Between(was, after);
        if (last.TryGetValue(customer.Id, out var before) && before.Changes)
        {
            Superseded.Add(before.Seq);
            Count--;
        }
        last[customer.Id] = (staged.Seq, changes.Count > 0);
        if (changes.Count == 0) return;
        Count++;
        staged.ChangedCustomer = customer.Id;
        staged.CustomerChanges = Encoding.UTF8.GetString(payload.Changes(changes).Span);
    }

    /// <inheritdoc />
    public void Dispose() => payload.Dispose();
}
