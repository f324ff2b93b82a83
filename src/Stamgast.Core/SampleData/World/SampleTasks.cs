using Stamgast.Kinds;
using Stamgast.Customers;
using Stamgast.Sales.Invoices;
using Stamgast.Service.Tickets;
using Stamgast.Tasks;

namespace Stamgast.SampleData.World;

/// <summary>Invents what there is to do: about tickets, unpaid invoices and customers.</summary>
/// <inheritdoc cref="SampleSales" path="/param" />
/// <param name="assignee">The user who has every other task; null for nobody.</param>
internal sealed class SampleTasks(Func<IEnumerable<(long Id, CustomerValues Values)>> people, long seed, long? assignee)
{
    private const long TaskStream = 19L << 40;
    private const long TicketStream = 20L << 40;
    private const long InvoiceStream = 21L << 40;

    private static readonly string[] Titles =
    [
        "Call about the workshop in spring", "Send the new price list", "Ask whether the machine is due for maintenance", "Say thank you for ten years",
        "Check the delivery address", "Plan a visit",
    ];

    /// <summary>All of them.</summary>
    /// <param name="beforeTickets">The ID before that of the first ticket.</param>
    /// <param name="beforeInvoices">The same for invoices.</param>
    public IEnumerable<RecordValues> All(SampleTalks talks, long beforeTickets, SampleSales sales, long beforeOrders, long beforeInvoices)
    {
        long ticket = 0;
        foreach (var asked in talks.Tickets())
        {
            ticket++;
            var random = new SeededRandom(seed, ticket + TicketStream);
            if (asked.Values[TicketKind.OfState] == TicketKind.Closed || !random.Chance(60)) continue;
            yield return About(Task("Answer: " + asked.Values[TicketKind.Subject], asked.Values[TicketKind.OfCustomer]!,
                DateOnly.FromDateTime(asked.At).AddDays(3), random), TicketKind.Instance, beforeTickets + ticket);
        }
        long invoice = 0;
        foreach (var (values, _, isPaid, day, _) in sales.Invoices(beforeOrders))
        {
            invoice++;
            var random = new SeededRandom(seed, invoice + InvoiceStream);
            if (isPaid || day.AddDays(30) >= SampleSales.Last || !random.Chance(50)) continue;
            yield return About(Task($"Call about {values[InvoiceKind.OwnNumber]}, which is overdue", values[InvoiceKind.OfCustomer]!, day.AddDays(37), random),
                InvoiceKind.Instance, beforeInvoices + invoice);
        }
        foreach (var (id, _) in people())
        {
            var random = new SeededRandom(seed, id + TaskStream);
            if (random.Chance(9)) yield return Task(random.Pick(Titles), SampleSales.Text(id), SampleSales.Last.AddDays(random.Below(160) - 100), random);
        }
    }

    private static RecordValues About(RecordValues task, RecordKind kind, long id)
    {
        task[TaskFields.AboutKind] = kind.Key;
        task[TaskFields.AboutId] = SampleSales.Text(id);
        return task;
    }

    // What was due long ago is done, mostly.
    private RecordValues Task(string title, string customer, DateOnly due, SeededRandom random)
    {
        var values = TaskShape.Instance.Blank();
        values[TaskFields.Title] = title;
        values[TaskFields.Customer] = customer;
        values[TaskFields.DueDate] = SampleSales.Text(due);
        if (random.Chance(20)) values[TaskFields.DueTime] = random.Pick(["09:30", "11:00", "14:00", "16:30"]);
        if (assignee is { } user && random.Chance(50)) values[TaskFields.Assignee] = SampleSales.Text(user);
        values[TaskFields.Priority] = random.Chance(12) ? "high" : random.Chance(12) ? "low" : "normal";
        if (due < SampleSales.Last && random.Chance(due < SampleSales.Last.AddDays(-14) ? 96 : 60))
        {
            values[TaskFields.Done] = "1";
            values[TaskFields.DoneAt] = SampleSales.Text(due) + (random.Chance(50) ? "T09:14:00Z" : "T15:02:00Z");
        }
        return values;
    }
}
