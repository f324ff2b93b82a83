using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Formats;
using Stamgast.Kinds.Lists;
using Stamgast.Merging;
using Stamgast.Proposals;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Payments;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;
using static Stamgast.Tests.Exchange.ExchangePlace;

namespace Stamgast.Tests.Exchange;

public sealed class InvoiceImportTests
{
    private const string Twikey = "invoicenumber;amount;date;duedate;customerNumber;firstname;lastname;email;title;status;paid_on\n";

    [Theory, EachEngine]
    public async Task Invoices_find_their_customer_by_number_then_by_address_and_say_why_not(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var jo = place.AddCustomer("Jo", "C-1", "jo@kabel.example");
        place.AddCustomer("One", "C-2", "info@ardennes.example");
        place.AddCustomer("Two", "C-3", "info@ardennes.example");
        var old = place.AddCustomer("Jo", "C-9", "old@kabel.example");
        Merge(place, jo, old);
        var staged = place.Stage(InvoiceKind.Instance, Twikey
            + "F-1;129,00;2026-11-27;2026-12-17;C-1;;;;=HYPERLINK(1);;\n"
            + "F-2;64,50;2026-11-27;2026-12-17;C-9;;;;😀 <script>;;\n"
            + "F-3;388,40;2026-11-27;2026-12-17;;;;JO@kabel.example;;;\n"
            + "F-4;1;2026-11-27;;;;;old@kabel.example;;;\n"
            + "F-5;96;2026-11-27;;C-99120;;;jo@kabel.example;;;\n"
            + "F-6;214;2026-11-27;;;;;info@ardennes.example;;;\n"
            + "F-7;540,20;2026-11-31;;C-1;;;;;;\n"
            + "F-1;1;2026-11-27;;C-1;;;;;;\n"
            + "F-8;0;2026-11-27;;C-1;;;;;;\n"
            + "F-9;-89,50;2026-11-27;;C-1;;;;;;\n"
            + "F-10;100;2026-11-27;;C-1;;;;;paid;2026-11-28\n");
        Assert.Equal(
            ["New", "New exchange.customer.merged", "New exchange.customer.by_email", "New exchange.customer.by_email", "Error exchange.customer.number",
                "Error exchange.customer.several", "Error date.impossible", "Error exchange.twice", "New", "New", "New"], place.Rows(staged.Set));
        Assert.Equal((2L, 1L), (staged.Report.ByEmail, staged.Report.ByMerged));
        Assert.Empty(staged.Report.Unmapped);
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(staged.Set.Id, staged.Set.Revision, Actor.CommandLine);
        Assert.Equal(7, outcome.Set.Created);
        var first = Only(place, "F-1");
        Assert.Equal((InvoiceKind.Booked, "129.0000", "=HYPERLINK(1)", "2026-12-17", $"{jo}"), (first[InvoiceKind.OfState], first[InvoiceKind.OfTotal],
            first[InvoiceKind.Title], first[InvoiceKind.DueDate], first[InvoiceKind.OfCustomer]));
        Assert.NotNull(first[InvoiceKind.Issued]);
        Assert.Equal($"{jo}", Only(place, "F-2")[InvoiceKind.OfCustomer]);
        Assert.Equal(("JO@kabel.example".ToLowerInvariant(), $"{jo}"),
            (Only(place, "F-3")[InvoiceKind.Recipient]!.ToLowerInvariant(), Only(place, "F-3")[InvoiceKind.OfCustomer]));
        Assert.Equal(InvoiceKind.Paid, InvoiceKind.Instance.ShownState(Only(place, "F-8"))!.Code);
        Assert.Equal((0m, "2026-11-28"), (InvoiceKind.OpenAmount(Only(place, "F-10")), Only(place, "F-10")[InvoiceKind.PaidOn]));
        new ChangeSets(place.Base, place.Clock).Undo(outcome.Set.Id, place.Actor);
        Assert.Empty(new RecordList(place.Base, InvoiceKind.Instance, Viewer.CommandLine, "2026-11-30").Page(new RecordQuery(), null, 10).Rows);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_file_neither_issues_a_draft_nor_changes_what_was_booked_since_its_preview(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        var id = place.Add(InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "242"));
        Assert.Equal(["Conflict exchange.draft"], place.Rows(place.Stage(InvoiceKind.Instance, $"id;status\n{id};paid\n").Set));
        var set = place.Stage(InvoiceKind.Instance, $"id;amount\n{id};1\n").Set;
        place.Step(InvoiceKind.Instance, id, "book");
        new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal("242.0000", place.Now(InvoiceKind.Instance, id).Values[InvoiceKind.OfTotal]);
        var number = place.Now(InvoiceKind.Instance, id).Values[InvoiceKind.OwnNumber];
        Assert.Equal(
            ["Error invoice.credit_too_much", "Error invoice.credit_positive", "Error invoice.credit_of_other", "New", "Error invoice.no_amount"],
            place.Rows(place.Stage(InvoiceKind.Instance, "invoicenumber;amount;date;customer;credits_number\n"
                + $"N-1;-500;2026-11-27;1;{number}\nN-2;50;2026-11-27;1;{number}\nN-3;-5;2026-11-27;2;{number}\nN-4;-5;2026-11-27;1;{number}\n"
                + "N-5;;2026-11-27;1;\n").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_file_that_names_no_shop_is_of_the_only_or_the_first_shop_and_of_none_where_there_is_none(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "gent"));
        var set = place.Stage(InvoiceKind.Instance, Twikey + "F-1;10;2026-11-27;;C-1;;;;;;\n").Set;
        new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal("1", Only(place, "F-1")[InvoiceKind.OfShop]);
        Assert.Equal(["Unchanged"], place.Rows(place.Stage(InvoiceKind.Instance, Twikey + "F-1;10;2026-11-27;;C-1;;;;;;\n").Set));
        place.Edit(ShopKind.Instance, 1, (ShopKind.Active, "0"));
        place.Edit(ShopKind.Instance, 2, (ShopKind.Active, "0"));
        set = place.Stage(InvoiceKind.Instance, Twikey + "F-2;10;2026-11-27;;C-1;;;;;;\n").Set;
        new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, Actor.CommandLine);
        Assert.Null(Only(place, "F-2")[InvoiceKind.OfShop]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task The_same_file_again_changes_nothing_and_what_is_booked_is_never_overwritten(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        place.AddCustomer("An", "C-2");
        const string file = Twikey + "F-1;1.210,00;2026-11-27;;C-1;;;;;;\nF-2;100;2026-11-27;;C-1;;;;;paid;\nF-3;50;2026-11-27;;C-2;;;;;draft;\n";
        var set = place.Stage(InvoiceKind.Instance, file).Set;
        var twin = place.Stage(InvoiceKind.Instance, file).Set;
        Assert.Equal(3, new ConfirmProposal(place.Base, place.Clock).Do(set.Id, null, Actor.CommandLine).Set.Created);
        // Both previews were open: the second one finds the numbers taken.
        Assert.Equal((0L, 3L), new ConfirmProposal(place.Base, place.Clock).Do(twin.Id, null, Actor.CommandLine) is var late
            ? (late.Set.Created, late.Conflicts) : default);
        place.Clock.GoOn(TimeSpan.FromDays(3));
        Assert.Equal((3, 0, 0, 3, 0, 0), Counts(place.Stage(InvoiceKind.Instance, file).Set));
        var other = place.Stage(InvoiceKind.Instance, Twikey
            + "F-1;1.310,00;2026-11-27;;C-1;;;;;;\nF-2;100;2026-11-27;;C-2;;;;;paid;\nF-3;60;2026-11-27;;C-2;;;;;draft;\n").Set;
        Assert.Equal(["Conflict exchange.fixed", "Conflict exchange.customer.other", "Changed"], place.Rows(other));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Paid_in_a_file_pays_what_is_open_and_never_what_was_paid_here(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        const string head = "invoicenumber;amount;date;customerNumber;status;paid_on\n";
        place.Import(InvoiceKind.Instance, head + "F-1;121;2026-11-20;C-1;;\nF-2;121;2026-11-20;C-1;;\nF-3;-121;2026-11-20;C-1;;\nF-4;121;2026-11-20;C-1;;\n");
        Pay("F-1", "121");
        Pay("F-2", "21");
        Pay("F-4", "150");
        place.Import(InvoiceKind.Instance, head + "F-1;121;2026-11-20;C-1;paid;2026-11-21\nF-2;121;2026-11-20;C-1;betaald;2026-11-21\n"
            + "F-3;-121;2026-11-20;C-1;paid;\nF-4;121;2026-11-20;C-1;paid;\n");
        Assert.Equal((0m, null, null), Of("F-1"));
        Assert.Equal((0m, "100.0000", "2026-11-21"), Of("F-2"));
        Assert.Equal((0m, "-121.0000", "2026-11-20"), Of("F-3"));
        Assert.Equal((-29m, null, null), Of("F-4"));
        // The same with an amount that was paid; and what was set before stays.
        place.Import(InvoiceKind.Instance, "invoicenumber;customerNumber;paid\nF-1;C-1;121\nF-2;C-1;121\nF-3;C-1;-121\n");
        Assert.Equal(("0", "0", "0"), (Open("F-1"), Open("F-2"), Open("F-3")));
        place.AssertSound();

        void Pay(string number, string amount) => place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, Only(place, number)[InvoiceKind.OfCustomer]),
            (PaymentKind.Invoice, $"{Only(place, number).State.Id}"), (PaymentKind.OfAmount, amount));

        string Open(string number) => Amount.Plain(InvoiceKind.OpenAmount(Only(place, number)));

        (decimal, string?, string?) Of(string number) => Only(place, number) is var row
            ? (InvoiceKind.OpenAmount(row), row[InvoiceKind.PaidElsewhere], row[InvoiceKind.PaidOn]) : default;
    }

    [Theory, EachEngine]
    public async Task Unknown_customers_are_added_before_the_invoices_once_each_and_go_with_them(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var options = new ExchangeOptions { CreatesCustomers = true };
        const string file = Twikey + "F-1;10;2026-11-27;;N-1;Éloïse;Bellen;eloise@kabel.example;;;\nF-2;20;2026-11-27;;N-1;Éloïse;Bellen;;;;\n"
            + "F-3;30;2026-11-27;;;Ömer;Çelik;omer@kabel.example;;;\nF-4;40;2026-11-27;;N-2;;Wrong;not an address;;;\n";
        var staged = place.Stage(InvoiceKind.Instance, file, options);
        Assert.Equal(2, staged.Report.NewCustomers);
        Assert.Equal(["New exchange.customer.new", "New exchange.customer.new", "New exchange.customer.new", "Error email.at, email.at"],
            place.Rows(staged.Set));
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(staged.Set.Id, staged.Set.Revision, Actor.CommandLine);
        var added = Assert.Single(outcome.Also);
        Assert.Equal((3, 2), (outcome.Set.Created, added.Set.Created));
        Assert.Equal(added.Set.Id, RecordReport.Of(outcome.Set).CreatedAlong);
        Assert.Equal(Only(place, "F-1")[InvoiceKind.OfCustomer], Only(place, "F-2")[InvoiceKind.OfCustomer]);
        var eloise = long.Parse(Only(place, "F-1")[InvoiceKind.OfCustomer]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("Éloïse", Customer(place, eloise).Values[CustomerFields.FirstName]);
        Assert.NotNull(Only(place, "F-1")[InvoiceKind.Issued]);
        Assert.Equal((4, 0, 0, 3, 1, 0), Counts(place.Stage(InvoiceKind.Instance, file, options).Set));
        var sets = new ChangeSets(place.Base, place.Clock);
        var undone = sets.Undo(outcome.Set.Id, place.Actor);
        Assert.Single(undone.Also);
        Assert.True(Customer(place, eloise).Trashed);
        sets.Undo(undone.Set.Id, place.Actor);
        Assert.False(Customer(place, eloise).Trashed);
        Assert.Equal("10.0000", Only(place, "F-1")[InvoiceKind.OfTotal]);
        place.AssertSound();
    }

    private static RecordRow Only(KindPlace place, string number) => Assert.Single(new RecordList(place.Base, InvoiceKind.Instance, Viewer.CommandLine,
        "2026-11-30").Page(new RecordQuery { Words = number }, null, 10).Rows, r => r[InvoiceKind.OwnNumber] == number);

    private static CustomerState Customer(KindPlace place, long id) => new CustomerLookup(place.Base, Viewer.CommandLine).Find(id)!;

    private static void Merge(KindPlace place, long keep, long absorbed) =>
        new MergeCustomers(place.Base, place.Clock).Do(keep, [absorbed], place.Actor);
}
