using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Testing;
using Stamgast.Tests.Customers.Lists;

namespace Stamgast.Tests.Customers;

/// <summary>Lists that are filtered and sorted by extra fields, with and without their indexes, from memory and from the database.</summary>
public sealed class ExtraFilterTests
{
    private const string Table = "'; drop table customer; --";
    private const string Formula = "=HYPERLINK(\"http://evil.example\")";
    private const string Hebrew = "שלום עולם";
    private const string Coffee = "Café ☕️ 100%_";

    private static readonly ExtraWish Machines = new() { Choices = [new("Faema E61"), new("Gaggia"), new("Élan"), new("Old", Archived: true)] };
    private static readonly ExtraWish Days = new() { Choices = [new("Mon"), new("Monday"), new("Friday")] };

    private static ExtraFieldVerbs Verbs(Base customers) => new(customers, TimeProvider.System);

    private static void Define(Base customers)
    {
        var verbs = Verbs(customers);
        verbs.Add("remark", ExtraKind.Text, new ExtraWish());
        verbs.Add("kilos_2", ExtraKind.Number, new ExtraWish());
        verbs.Add("price", ExtraKind.Amount, new ExtraWish());
        verbs.Add("signed", ExtraKind.Date, new ExtraWish());
        verbs.Add("own", ExtraKind.Flag, new ExtraWish());
        verbs.Add("machine", ExtraKind.Choice, Machines);
        verbs.Add("days", ExtraKind.Choices, Days);
        verbs.Add("story", ExtraKind.Long, new ExtraWish());
        verbs.Add("__proto__", ExtraKind.Text, new ExtraWish());
    }

    internal static void Add(Base customers, string name, params (string Key, string Text)[] extra)
    {
        var definitions = ExtraDefinitions.Of(customers);
        var given = new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = name })
        {
            Extra = extra.ToDictionary(e => definitions.Require(e.Key).Id, e => (string?)e.Text),
        };
        new CreateCustomer(customers, TimeProvider.System).Do(given, Actor.CommandLine);
    }

    private static void AddEverybody(Base customers)
    {
        Add(customers, "Aerts", ("remark", Table), ("kilos_2", "9"), ("price", "12,50"), ("signed", "2026-11-30"), ("own", "1"), ("machine", "Gaggia"),
            ("days", "Monday|Friday"));
        Add(customers, "Bakker", ("remark", Coffee), ("kilos_2", "100"), ("price", "-3"), ("signed", "2025-02-01"), ("own", "0"), ("machine", "Élan"),
            ("days", "Mon"), ("__proto__", "x"));
        Add(customers, "Claes", ("remark", Formula), ("kilos_2", "-12,25"), ("machine", "Faema E61"), ("story", "one\ntwo drop"));
        Add(customers, "Dubois", ("remark", Hebrew), ("kilos_2", "123456789012345,123456"));
        Add(customers, "Lefèvre");
    }

    // Without memory, and with a memory that may not guess that few are meant; the count, the IDs of "all that match" and every page say the same.
    private static string Found(Base customers, ListMemory memory, string address, string order = "id")
    {
        var query = CustomerQueryText.FromFilter($"{address}&sort={order}", ExtraDefinitions.Of(customers));
        var asked = CustomerListTests.All(new CustomerList(customers, Viewer.System), query, 2).ConvertAll(r => r.Id);
        var remembered = new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0, Near: 2) };
        Assert.Equal(asked, CustomerListTests.All(remembered, query, 2).ConvertAll(r => r.Id));
        foreach (var list in new[] { new CustomerList(customers, Viewer.System), remembered })
        {
            Assert.Equal(asked.Count, list.Count(query));
            Assert.Equal(asked.Order(), list.Ids(query));
        }
        return string.Join(' ', asked);
    }

    [Theory, EachEngine]
    public async Task A_list_is_filtered_by_extra_fields_with_and_without_their_indexes(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        AddEverybody(customers);
        using var memory = new ListMemory(customers);
        var indexes = new ExtraIndexes(customers);
        Assert.False(indexes.AreMade);
        for (var round = 0; round < 2; round++)
        {
            string By(string address) => Found(customers, memory, address);
            Assert.Equal("1", By("x:remark=" + Uri.EscapeDataString(Table.ToUpperInvariant())));
            Assert.Equal("3", By("x:remark=" + Uri.EscapeDataString(Formula)));
            Assert.Equal("4", By("x:remark=" + Uri.EscapeDataString(Hebrew)));
            Assert.Equal("2", By("x:remark.contains=" + Uri.EscapeDataString("CAFE ☕️ 100%_")));
            Assert.Equal("", By("x:remark.contains=" + Uri.EscapeDataString("1_0")));
            Assert.Equal("2", By("x:remark.starts=cafe"));
            Assert.Equal("5", By("x:remark.empty="));
            Assert.Equal("1 2 3 4", By("x:remark=*"));
            Assert.Equal("2 5", By("x:remark.not=" + Uri.EscapeDataString(Table) + "&x:remark.not=" + Uri.EscapeDataString(Hebrew) + "&x:remark.not="
                + Uri.EscapeDataString(Formula)));
            Assert.Equal("1 4", By("x:remark=" + Uri.EscapeDataString(Table) + "&x:remark=" + Uri.EscapeDataString(Hebrew)));
            Assert.Equal("2", By("x:__proto__=X"));
            Assert.Equal("1 2 4", By("x:kilos_2.after=-12.25"));
            Assert.Equal("1 3", By("x:kilos_2.before=100"));
            Assert.Equal("3", By("x:kilos_2=-12,250"));
            Assert.Equal("4", By("x:kilos_2=123456789012345.123456"));
            Assert.Equal("", By("x:kilos_2=123456789012345.123457"));
            Assert.Equal("1 2 3 5", By("x:kilos_2.not=123456789012345.123456"));
            Assert.Equal("1 5", By("x:kilos_2=9&x:kilos_2="));
            Assert.Equal("1", By("x:price=12.5"));
            Assert.Equal("2", By("x:price.before=0"));
            Assert.Equal("1", By("x:signed=2026"));
            Assert.Equal("1 2", By("x:signed=2026-11&x:signed=2025-02-01"));
            Assert.Equal("2", By("x:signed.before=2026"));
            Assert.Equal("1", By("x:signed.after=1/2/2025"));
            Assert.Equal("1", By("x:own=ja"));
            Assert.Equal("3 4 5", By("x:own.empty="));
            Assert.Equal("2 3 4 5", By("x:own.not=1"));
            Assert.Equal("1 2", By("x:machine=gaggia&x:machine=" + Uri.EscapeDataString("Élan")));
            Assert.Equal("2 3 4 5", By("x:machine.not=Gaggia"));
            Assert.Equal("2", By("x:days=Mon"));
            Assert.Equal("1 2", By("x:days=Mon&x:days=Friday"));
            Assert.Equal("2 3 4 5", By("x:days.not=Friday"));
            Assert.Equal("3", By("x:story.contains=TWO"));
            Assert.Equal("1", By("x:kilos_2.before=100&x:machine.not=" + Uri.EscapeDataString("Faema E61")));
            if (round == 0) Assert.Equal(7, indexes.Make());
            Assert.True(indexes.AreMade);
        }
    }

    [Theory, EachEngine]
    public async Task A_list_is_sorted_by_extra_fields_with_those_without_a_value_last(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        AddEverybody(customers);
        using var memory = new ListMemory(customers);
        Assert.Equal("3 1 2 4 5", Found(customers, memory, "active=1", "x:kilos_2"));
        Assert.Equal("4 2 1 3 5", Found(customers, memory, "active=1", "-x:kilos_2"));
        Assert.Equal("2 1 3 4 5", Found(customers, memory, "active=1", "x:signed"));
        Assert.Equal("2 3 1 4 5", Found(customers, memory, "active=1", "x:machine"));
        Assert.Equal("1 3 2", Found(customers, memory, "x:machine=*", "-x:machine"));
    }

    [Theory, EachEngine]
    public async Task Values_that_changed_are_found_under_what_they_are_now_and_another_kind_asks_anew(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Verbs(customers).Add("kilos", ExtraKind.Text, new ExtraWish());
        foreach (var kilos in new[] { "9", "10", "100" }) Add(customers, "Aerts", ("kilos", kilos));
        using var memory = new ListMemory(customers);
        new ExtraIndexes(customers).Make();
        Assert.Equal("1", Found(customers, memory, "x:kilos=9"));
        Assert.Equal("2 3 1", Found(customers, memory, "x:kilos=*", "x:kilos"));
        // No customer changes by it, and the filter and the order mean something else.
        Assert.Null(new ChangeExtraKind(customers, TimeProvider.System).Do("kilos", ExtraKind.Number, Actor.CommandLine));
        Assert.Equal("1 2 3", Found(customers, memory, "x:kilos=*", "x:kilos"));
        Assert.Equal("2 3", Found(customers, memory, "x:kilos.after=9"));
        Assert.False(new ExtraIndexes(customers).AreMade);
        Assert.Equal(1, new ExtraIndexes(customers).Make());
        Assert.Equal("2 3", Found(customers, memory, "x:kilos.after=9"));

        var field = ExtraDefinitions.Of(customers).Require("kilos");
        var state = new CustomerLookup(customers, Viewer.System).Find(1)!;
        new EditCustomer(customers, TimeProvider.System).Do(1, state.Version, new GivenValues(state.Values, new Dictionary<int, string?>())
        {
            Extra = new Dictionary<long, string?> { [field.Id] = "50" },
        }, Actor.CommandLine);
        Assert.Equal("1 2 3", Found(customers, memory, "x:kilos.after=9"));
        Assert.Equal("2 1 3", Found(customers, memory, "x:kilos=*", "x:kilos"));

        Verbs(customers).Retire("kilos");
        Assert.Equal(0, new ExtraIndexes(customers).Make());
        using (var reader = customers.OpenReader()) Assert.Empty(ExtraIndexName.AllIn(reader, customers.Engine));
        // A list that was kept shows nobody else than before.
        Assert.Equal("1 2 3", Found(customers, memory, "x:kilos.after=9"));
    }

    // An import that was read before the kind was another one brings such a text; on PostgreSQL an index must not refuse it.
    [Theory, EachEngine]
    public async Task A_value_of_another_kind_or_length_stops_neither_the_list_nor_what_is_written(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var kilos = Verbs(customers).Add("kilos", ExtraKind.Number, new ExtraWish());
        var remark = Verbs(customers).Add("remark", ExtraKind.Text, new ExtraWish());
        var signed = Verbs(customers).Add("signed", ExtraKind.Date, new ExtraWish());
        var own = Verbs(customers).Add("own", ExtraKind.Flag, new ExtraWish());
        Add(customers, "Aerts", ("kilos", "9"), ("remark", "short"), ("signed", "2026-11-30"), ("own", "1"));
        Add(customers, "Claes");
        using var memory = new ListMemory(customers);
        new ExtraIndexes(customers).Make();
        var endless = string.Concat(Enumerable.Range(0, 4_000).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var map = MapValue.Write([new(kilos.MapId, "about ten -.-"), new(remark.MapId, endless), new(signed.MapId, endless), new(own.MapId, endless)]);
        customers.Write(t => t.Execute("update customer set extra = @map where id = 2", ("map", map)));
        Assert.Equal("1", Found(customers, memory, "x:kilos.before=10"));
        Assert.Equal("1", Found(customers, memory, "x:kilos.after=0"));
        Assert.Equal("1 2", Found(customers, memory, "x:kilos=*", "x:kilos"));
        Assert.Equal("1", Found(customers, memory, "x:remark=Short"));
        Assert.Equal("2", Found(customers, memory, "x:remark.contains=39983999"));
        Assert.Equal("1", Found(customers, memory, "x:signed=2026-11"));
        Assert.Equal("1", Found(customers, memory, "x:own=1"));
        Assert.Equal("2 1", Found(customers, memory, "x:signed=*", "x:signed"));
        Assert.Equal("2 1", Found(customers, memory, "x:own=*", "x:own"));
    }

    // A note of some thousand characters, written while the index of dates is still there, and brought back by an undo when it is there again.
    [Theory, EachEngine]
    public async Task A_turned_kind_and_an_undone_one_ask_for_other_indexes_and_stop_no_long_value(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var field = Verbs(customers).Add("signed", ExtraKind.Date, new ExtraWish());
        Assert.True(ExtraDefinitions.Of(customers).NeedIndexing);
        new ExtraIndexes(customers).Make();
        Assert.False(ExtraDefinitions.Of(customers).NeedIndexing);
        var verb = new ChangeExtraKind(customers, TimeProvider.System);
        verb.Do("signed", ExtraKind.Long, Actor.CommandLine);
        Assert.True(ExtraDefinitions.Of(customers).NeedIndexing);
        var note = string.Concat(Enumerable.Range(0, 4_000).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        Add(customers, "Aerts", ("signed", note));
        new ExtraIndexes(customers).Make();
        Assert.False(ExtraDefinitions.Of(customers).NeedIndexing);
        using (var reader = customers.OpenReader()) Assert.Empty(ExtraIndexName.AllIn(reader, customers.Engine));

        var turned = verb.Do("signed", ExtraKind.Date, Actor.CommandLine)!;
        Assert.True(ExtraDefinitions.Of(customers).NeedIndexing);
        new ExtraIndexes(customers).Make();
        new ChangeSets(customers, TimeProvider.System).Undo(turned.Set.Id, Actor.CommandLine);
        Assert.True(ExtraDefinitions.Of(customers).NeedIndexing);
        Assert.Equal(note, ExtraValues.Of(new CustomerLookup(customers, Viewer.System).Find(1)!.Values, field));
        new ExtraIndexes(customers).Make();
        Assert.False(ExtraDefinitions.Of(customers).NeedIndexing);
    }

    [Theory, EachEngine]
    public async Task Only_customers_that_the_viewer_sees_are_found_and_counted(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Verbs(customers).Add("kilos", ExtraKind.Number, new ExtraWish());
        foreach (var label in new[] { "Karim", "Nadia", "Karim" })
        {
            var given = new GivenValues(CustomerValues.Blank(),
                new Dictionary<int, string?> { [CustomerFields.LastName] = "Aerts", [CustomerFields.Label] = label })
            {
                Extra = new Dictionary<long, string?> { [ExtraDefinitions.Of(customers).Require("kilos").Id] = "5" },
            };
            new CreateCustomer(customers, TimeProvider.System).Do(given, Actor.CommandLine);
        }
        new ExtraIndexes(customers).Make();
        using var memory = new ListMemory(customers);
        var query = CustomerQueryText.FromFilter("x:kilos=5&sort=x:kilos", ExtraDefinitions.Of(customers));
        var limited = Viewer.System.Limited(Visibility.Only(["Karim"]));
        foreach (var list in new[] { new CustomerList(customers, limited), new CustomerList(customers, limited, memory) })
        {
            Assert.Equal([1, 3], list.Page(query).Rows.Select(r => r.Id));
            Assert.Equal((2, 2), (list.Count(query), list.Ids(query).Count()));
        }
        Assert.Equal(3, new CustomerList(customers, Viewer.System, memory).Count(query));
    }

    [Fact]
    public async Task Filters_on_extra_fields_have_one_address_and_what_means_nothing_is_refused()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Define(customers);
        var extra = ExtraDefinitions.Of(customers);
        foreach (var address in new[] { "x:remark.contains=a%20b&sort=-x:machine", "x:kilos_2.after=1.2340", "x:machine=Gaggia",
            "x:machine=Gaggia&x:machine=%C3%89lan", "x:own=1", "x:days.not=Mon" })
        {
            Assert.Equal(address, CustomerQueryText.ToAddress(CustomerQueryText.FromAddress(address, extra)));
            Assert.Equal(CustomerQueryText.KeyOf(CustomerQueryText.FromAddress(address, extra)),
                CustomerQueryText.KeyOf(CustomerQueryText.FromAddress(address, extra)));
        }
        Assert.Equal("x:kilos_2=1234.5", CustomerQueryText.ToAddress(CustomerQueryText.FromAddress("x:KILOS_2=1.234,50", extra)));
        string Refused(string address) => Assert.Throws<RefusedException>(() => CustomerQueryText.FromAddress(address, extra)).Refusal.Code;
        Assert.Equal("filter.name", Refused("x:nothing=1"));
        Assert.Equal("filter.operator", Refused("x:__proto__.x.y=1"));
        Assert.Equal("filter.number", Refused("x:kilos_2.after=many"));
        Assert.Equal("filter.date", Refused("x:signed=30/02/2026"));
        Assert.Equal("filter.flag", Refused("x:own=perhaps"));
        Assert.Equal("filter.choice", Refused("x:machine=Kettle"));
        Assert.Equal("filter.operator", Refused("x:machine.before=a"));
        Assert.Equal("filter.operator", Refused("x:kilos_2.contains=1"));
        Assert.Equal("filter.value", Refused("sort=x:nothing"));
        Assert.Equal("filter.name", Assert.Throws<RefusedException>(() => CustomerQueryText.FromAddress("x:remark=a")).Refusal.Code);
        Assert.Equal("x:a b=c", CustomerQueryText.FromFilter("x:a b=c", extra).Words);
        Assert.Equal(["number", "x:machine"], ListColumns.Read("number,x:machine,x:machine", extra)!);
        Assert.Equal("filter.column", Assert.Throws<RefusedException>(() => ListColumns.Read("x:nothing", extra)).Refusal.Code);
    }

    // Plan relied on: what few have is fetched by the index of the field, without going through everybody.
    [Theory, EachEngine]
    public async Task The_index_is_used_for_values_ranges_and_dates(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Define(customers);
        var extra = ExtraDefinitions.Of(customers);
        string Map(int i) => MapValue.Write(new (string Key, string Value)[]
        {
            ("remark", $"r{i}"), ("kilos_2", $"{i}"), ("signed", DateOnly.FromDayNumber(730_000 + i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("machine", i % 900 == 0 ? "Gaggia" : "Faema E61"),
        }.Select(v => KeyValuePair.Create(extra.Require(v.Key).MapId, v.Value)))!;
        new ChangeSets(customers, TimeProvider.System).Create(
            [.. Enumerable.Range(1, 2_000).Select(i => SomeCustomers.Person("An", "Aerts", (CustomerFields.Number, $"C-{i}"), (CustomerFields.Extra, Map(i))))],
                Actor.CommandLine);
        new ExtraIndexes(customers).Make();
        if (engine == Engine.Postgres) customers.Write(t => t.Execute("analyze customer"));
        extra = ExtraDefinitions.Of(customers);
        using var connection = customers.OpenReader();
        foreach (var (address, index) in new[] { ("x:remark=a", "1_text"), ("x:kilos_2.after=1990", "2_number"), ("x:kilos_2=5&x:kilos_2=6", "2_number"),
            ("x:signed=2026-11", "4_date"), ("x:machine=Gaggia&x:machine=Old", "6_choice"), ("x:machine=Gaggia&x:own=1", "6_choice") })
        {
            var filter = new CustomerListFilter(CustomerQueryText.FromAddress(address, extra), engine, connection, new PlanLimits());
            Assert.True(filter.HasIndex, address);
            using var command = connection.Query(
                $"explain {(engine == Engine.Sqlite ? "query plan " : "")}select c.id from {filter.CountFrom} where {filter.Where}", [.. filter.Parameters]);
            Assert.Contains($"ix_extra_{index}", PlanOf(command, engine), StringComparison.Ordinal);
        }
    }

    private static string PlanOf(DbCommand command, Engine engine)
    {
        var plan = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) plan.Add(reader.GetString(engine == Engine.Sqlite ? 3 : 0));
        return string.Join('\n', plan);
    }
}
