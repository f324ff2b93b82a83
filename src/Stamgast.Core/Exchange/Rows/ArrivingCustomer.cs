using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>The customer that a row is about.</summary>
/// <param name="Id">Their ID; null when the row names none, or one that is to be added.</param>
/// <param name="IsNamed">True when the row says anything of them.</param>
internal sealed record ArrivingCustomer(long? Id, bool IsNamed)
{
    /// <summary>Why none is found.</summary>
    public IReadOnlyList<Problem> Problems { get; private init; } = [];

    /// <summary>What is to be said of the way they were found.</summary>
    public Problem? Remark { get; private init; }

    /// <summary>One who is to be added.</summary>
    public NewCustomer? New { get; private init; }

    /// <summary>True for one who is not found, but is added or could not be: without adding any, the row would be judged otherwise.</summary>
    public bool IsMade { get; private init; }

    /// <summary>Looks for a customer: by number, else by ID, else by e-mail address if one customer alone has it.</summary>
    /// <param name="made">Adds those that are not found; null refuses them.</param>
    public static ArrivingCustomer Of(SourceRow row, KindField field, RecordKind kind, RecordColumns columns, KnownRecords known, KindContext context,
        NewCustomers? made)
    {
        IReadOnlyList<string> numbers = field == kind.Customer && row.Numbers.Count > 0 ? row.Numbers
            : Cell(columns.Numbers) is { } one ? [one] : [];
        var email = Cell(columns.Emails);
        foreach (var number in numbers)
            if (known.Customers.Number(number) is { } found) return Found(found, number, isByNumber: true, field, kind, context);
        var isCertain = row.Numbers.Count == 0;
        if (numbers.Count > 0 && (isCertain || email is null))
            return made is not null && field == kind.Customer ? Added(made.Of(row, numbers[0], email), field, kind)
                : Refused(field, kind, "exchange.customer.number", string.Join(", ", numbers), null);
        if (numbers.Count == 0 && Cell(columns.Fields) is { } id)
        {
            if (KnownRecords.NumberOf(id) is not { } given || context.CustomerOf(given) is not { } customer) return new ArrivingCustomer(null, true);
            return new ArrivingCustomer(customer.Id, true) { Remark = customer.Id == given ? null : Merged(field, kind, id.Trim(), customer) };
        }
        if (email is not null)
            return known.Customers.Email(email) is { } found ? Found(found, email, isByNumber: false, field, kind, context)
                : made is not null && field == kind.Customer ? Added(made.Of(row, numbers.Count > 0 ? numbers[0] : null, email), field, kind)
                : Refused(field, kind, "exchange.customer.email", email, null);
        if (made is not null && field == kind.Customer && columns.Customer.Values.Any(c => RecordColumns.Cell(row, c) is not null))
            return Added(made.Of(row, null, null), field, kind);
        return new ArrivingCustomer(null, false);

        string? Cell(IReadOnlyDictionary<int, int> of) => of.TryGetValue(field.Ordinal, out var column) ? RecordColumns.Cell(row, column) : null;
    }

    private static ArrivingCustomer Found(FoundCustomer found, string text, bool isByNumber, KindField field, RecordKind kind, KindContext context)
    {
        if (found.Ids.Count > 1)
            return Refused(field, kind, "exchange.customer.several", text.Trim(),
                string.Join(", ", found.Ids.Take(5).Select(id => context.CustomerOf(id)).OfType<CustomerState>().Select(Called)));
        var customer = context.CustomerOf(found.Ids[0]);
        if (customer is null or { Trashed: true })
            return Refused(field, kind, isByNumber ? "exchange.customer.number" : "exchange.customer.email", text.Trim(), null);
        return new ArrivingCustomer(customer.Id, true)
        {
            Remark = found.IsMerged ? Merged(field, kind, text.Trim(), customer)
                : isByNumber ? null : Problem.Of(kind.Shape, field.Ordinal, "exchange.customer.by_email", text.Trim(), Called(customer)),
        };
    }

    private static ArrivingCustomer Added(NewCustomer customer, KindField field, RecordKind kind) => customer.Problems.Count > 0
        ? new ArrivingCustomer(null, true)
        {
            IsMade = true,
            Problems = [.. customer.Problems.Select(p => Problem.Of(kind.Shape, field.Ordinal, p.Code, p.Text, p.Detail))],
        }
        : new ArrivingCustomer(null, true)
        {
            New = customer, IsMade = true,
            Remark = Problem.Of(kind.Shape, field.Ordinal, "exchange.customer.new", NewCustomers.Label(customer.Values),
                customer.Place.ToString(CultureInfo.InvariantCulture)),
        };

    private static ArrivingCustomer Refused(KindField field, RecordKind kind, string code, string text, string? detail) =>
        new(null, true) { Problems = [Problem.Of(kind.Shape, field.Ordinal, code, text.Length > 80 ? text[..80] + "…" : text, detail)] };

    private static Problem Merged(KindField field, RecordKind kind, string text, CustomerState kept) =>
        Problem.Of(kind.Shape, field.Ordinal, "exchange.customer.merged", text, Called(kept));

    private static string Called(CustomerState customer) =>
        customer.Values[CustomerFields.Number] ?? customer.Id.ToString(CultureInfo.InvariantCulture);
}
