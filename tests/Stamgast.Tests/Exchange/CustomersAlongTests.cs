using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Changes.Histories;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Sales.Invoices;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;
using static Stamgast.Tests.Exchange.ExchangePlace;

namespace Stamgast.Tests.Exchange;

/// <summary>What an import of invoices does with customers, as decided in its preview.</summary>
public sealed class CustomersAlongTests
{
    private const string Header = "invoicenumber;amount;date;customerNumber;lastname;email;address;zip;city;mobile\n";

    [Theory, EachEngine]
    public async Task Customers_who_are_not_found_are_added_once_the_preview_is_told_to(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        var staged = place.Stage(InvoiceKind.Instance, Header
            + "F-1;10;2026-11-27;C-1;;;;;;\nF-2;20;2026-11-27;N-1;Maes;maes@kabel.example;Kerkstraat 12 bus 3;2000;Antwerpen;\n"
            + "F-3;30;2026-11-27;N-1;Maes;;;;;\nF-4;40;2026-11-31;N-2;Peers;;;;;\nF-5;50;2026-11-27;N-3;Wouters;not an address;;;;\n");
        string[] refused = ["New", "Error exchange.customer.number", "Error exchange.customer.number", "Error exchange.customer.number, date.impossible",
            "Error exchange.customer.number, email.at"];
        Assert.Equal(refused, place.Rows(staged.Set).Select(r => r.Replace("date.impossible, exchange.customer.number",
            "exchange.customer.number, date.impossible", StringComparison.Ordinal)));
        Assert.Equal((1L, 2L, 0L), (staged.Report.NewCustomers, staged.Report.WithNewCustomer, staged.Report.Adding));
        var on = new SwitchImport(place.Base).Do(staged.Set.Id, creates: true);
        Assert.Equal((5, 3, 0, 0, 2, 0), Counts(on));
        Assert.Equal(["New", "New exchange.customer.new", "New exchange.customer.new", "Error date.impossible", "Error email.at, email.at"], place.Rows(on));
        Assert.DoesNotContain(RecordReport.Of(on).Causes, c => c.Cause.Code == "exchange.customer.number");
        // The page of before confirms nothing, a second click changes nothing, and back is back.
        Assert.Equal("proposal.revision", Assert.Throws<RefusedException>(() =>
            new ConfirmProposal(place.Base, place.Clock).Do(on.Id, staged.Set.Revision, Actor.CommandLine)).Refusal.Code);
        Assert.Equal(on.Revision, new SwitchImport(place.Base).Do(on.Id, creates: true).Revision);
        var off = new SwitchImport(place.Base).Do(on.Id, creates: false);
        Assert.Equal((5, 1, 0, 0, 4, 0), Counts(off));
        Assert.Equal(4, RecordReport.Of(off).Causes.Single(c => c.Cause.Code == "exchange.customer.number").Rows);
        on = new SwitchImport(place.Base).Do(on.Id, creates: true);
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(on.Id, on.Revision, place.Actor);
        Assert.Equal((3, 1), (outcome.Set.Created, Assert.Single(outcome.Also).Set.Created));
        Assert.Equal("Kerkstraat|12|3|2000||Maes|maes@kabel.example", Address(place, place.WithNumber("N-1")!.Value));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_preview_that_adds_nobody_can_be_confirmed_as_it_is(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        var set = place.Stage(InvoiceKind.Instance, Header + "F-1;10;2026-11-27;C-1;;;;;;\nF-2;20;2026-11-27;N-1;Maes;;;;;\n").Set;
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, place.Actor);
        Assert.Equal((1, 0), (outcome.Set.Created, outcome.Also.Count));
        Assert.Null(place.WithNumber("N-1"));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Addresses_and_mobiles_of_customers_change_along_and_are_undone_with_the_invoices(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var jo = place.AddCustomer("Jo", "C-1");
        Give(place, jo, (CustomerFields.Street, "Veldweg"), (CustomerFields.HouseNumber, "5"), (CustomerFields.Box, "2"), (CustomerFields.City, "Gent"));
        var an = place.AddCustomer("An", "C-2");
        Give(place, an, (CustomerFields.Street, "Kaai"), (CustomerFields.HouseNumber, "1"), (CustomerFields.Box, "7"));
        var file = Header + "F-1;10;2026-11-27;C-1;;;Oude weg 1;9000;;\n"
            + "F-2;20;2026-11-27;C-1;Other name;jo@kabel.example;\"Nieuwstraat 8\";9000;=HYPERLINK(1);+32 486 12 33 09\nF-3;30;2026-11-27;C-2;;;Kaai 1;;;\n"
            + "F-4;30;2026-11-31;C-2;;;Elders 9;;;\n";
        var staged = place.Stage(InvoiceKind.Instance, file);
        Assert.Equal((1L, 0L, true), (staged.Report.ChangingCustomers, staged.Report.Changing, staged.Report.HasAddresses));
        // The last row of a customer counts; another house has no box of the old one; who lives there still keeps the box.
        var rows = new ProposalPreview(place.Base, Viewer.CommandLine).Page(staged.Set.Id, PreviewFilter.CustomerChanges, 0, 10);
        var row = Assert.Single(rows);
        Assert.Equal("F-2", row.After![InvoiceKind.OwnNumber]);
        Assert.Equal(["box 2>", "city Gent>=HYPERLINK(1)", "house_number 5>8", "mobile >+32486123309", "postal_code >9000", "street Veldweg>Nieuwstraat"],
            row.CustomerChanges.Select(c => $"{c.Name} {c.Before}>{c.After}").Order(StringComparer.Ordinal));
        var on = new SwitchImport(place.Base).Do(staged.Set.Id, updates: true);
        Assert.Equal(1, RecordReport.Of(on).Changing);
        new ProposalRows(place.Base).LeaveOut(on.Id, row.Seq, leftOut: true);
        Assert.Equal(0, RecordReport.Of(ConfirmProposal.Find(place.Base, on.Id)).Changing);
        new ProposalRows(place.Base).LeaveOut(on.Id, row.Seq, leftOut: false);
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(on.Id, null, place.Actor);
        Assert.Equal((3, 1), (outcome.Set.Created, Assert.Single(outcome.Also).Set.Changed));
        Assert.Equal("Nieuwstraat|8||9000|+32486123309|Jo|", Address(place, jo));
        Assert.Equal("Kaai|1|7|||An|", Address(place, an));
        var sets = new ChangeSets(place.Base, place.Clock);
        var undone = sets.Undo(outcome.Set.Id, place.Actor);
        Assert.Equal("Veldweg|5|2|||Jo|", Address(place, jo));
        sets.Undo(undone.Set.Id, place.Actor);
        Assert.Equal("Nieuwstraat|8||9000|+32486123309|Jo|", Address(place, jo));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_customer_whom_somebody_else_changed_since_the_preview_stays_and_one_of_an_unchanged_invoice_is_changed(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var jo = place.AddCustomer("Jo", "C-1");
        var an = place.AddCustomer("An", "C-2");
        const string file = Header + "F-1;10;2026-11-27;C-1;;;Kaai 1;;;\nF-2;20;2026-11-27;C-2;;;Kaai 2;;;\n";
        place.Import(InvoiceKind.Instance, file);
        Assert.Equal("||||", Address(place, jo)[..4]);
        var set = place.Stage(InvoiceKind.Instance, file, new ExchangeOptions { UpdatesCustomers = true }).Set;
        Assert.Equal((2, 0, 0, 2, 0, 0), Counts(set));
        Give(place, an, (CustomerFields.Street, "Elders"));
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, place.Actor);
        Assert.Equal(an, Assert.Single(outcome.CustomersKept).CustomerId);
        Assert.Equal(1, Assert.Single(outcome.Also).Set.Changed);
        Assert.StartsWith("Kaai|1|", Address(place, jo), StringComparison.Ordinal);
        Assert.StartsWith("Elders||", Address(place, an), StringComparison.Ordinal);
        // Nothing of the file itself can be undone: what came along is.
        new ChangeSets(place.Base, place.Clock).Undo(outcome.Set.Id, place.Actor);
        Assert.StartsWith("||", Address(place, jo), StringComparison.Ordinal);
        place.AssertSound();
    }

    private static string Address(KindPlace place, long id)
    {
        var of = new CustomerLookup(place.Base, Viewer.CommandLine).Find(id)!.Values;
        return string.Join('|', of[CustomerFields.Street], of[CustomerFields.HouseNumber], of[CustomerFields.Box], of[CustomerFields.PostalCode],
            of[CustomerFields.Mobile], of[CustomerFields.LastName], of[CustomerFields.Email]);
    }

    private static void Give(KindPlace place, long id, params (int Field, string Text)[] texts)
    {
        var now = new CustomerLookup(place.Base, Viewer.CommandLine).Find(id)!;
        new EditCustomer(place.Base, place.Clock).Do(id, now.Version, new GivenValues(now.Values, texts.ToDictionary(t => t.Field, t => (string?)t.Text)),
            place.Actor);
    }
}
