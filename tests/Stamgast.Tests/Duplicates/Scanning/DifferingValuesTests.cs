using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.ExtraFields;
using Stamgast.Testing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Duplicates.Scanning;

/// <summary>A pair is certain only if a merge loses no value of either.</summary>
public sealed class DifferingValuesTests
{
    // Those that a merge unites, with what it has no room for.
    private static readonly Dictionary<string, (string One, string Other)> United = new()
    {
        ["groups"] = ("VIP", "Stamgast"), ["shops"] = ("Gent", "Brugge"), ["notes"] = ("Rings twice", "Pays late"),
        ["customer_since"] = ("2019-03-02", "2021-04-05"), ["allow_merge"] = ("1", "0"),
    };

    [Theory, EachEngine]
    public Task Every_field_counts_but_those_that_a_merge_unites(Engine engine) => MergeWorld.On(engine, world =>
    {
        var wrong = new List<string>();
        foreach (var field in CustomerFields.All)
        {
            var (one, other) = United.TryGetValue(field.Name, out var united) ? united : Values(field);
            world.Create(("last_name", "Aerts"), ("last_name", "Aerts"));
            var ids = Last(world, 2);
            world.Edit(ids[0], field.Ordinal, one);
            world.Edit(ids[1], field.Ordinal, other);
            if (Contradict(world, ids[0], ids[1]) == United.ContainsKey(field.Name)) wrong.Add(field.Name);
            // An empty value contradicts none, but a name without its particle is another.
            if (field.Default is null && field.Ordinal is not (CustomerFields.LastName or CustomerFields.Particle))
            {
                world.Edit(ids[1], field.Ordinal, null);
                if (Contradict(world, ids[0], ids[1])) wrong.Add(field.Name + " empty");
            }
        }
        Assert.Empty(wrong);
    });

    [Theory, EachEngine]
    public Task Extra_fields_count_and_what_the_result_has_no_room_for(Engine engine) => MergeWorld.On(engine, world =>
    {
        var verbs = new ExtraFieldVerbs(world.Base, TimeProvider.System);
        verbs.Add("machine", ExtraKind.Text, new ExtraWish());
        verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        world.Create(("last_name", "Aerts"), ("last_name", "Aerts"), ("last_name", "Aerts", "notes", new string('x', 15_000)),
            ("last_name", "Aerts", "notes", new string('y', 15_000)));
        bool WithExtra(string one, string other)
        {
            world.Edit(1, CustomerFields.Extra, one);
            world.Edit(2, CustomerFields.Extra, other);
            return Contradict(world, 1, 2);
        }
        Assert.False(WithExtra("{\"1\":\"Linea\",\"2\":\"Monday\"}", "{\"1\":\"LINEA\",\"2\":\"Friday\"}"));
        Assert.True(WithExtra("{\"1\":\"Linea\"}", "{\"1\":\"Appia\"}"));
        Assert.False(WithExtra("{\"1\":\"Linea\"}", "{\"2\":\"Friday\"}"));
        Assert.False(Contradict(world, 1, 3));
        Assert.True(Contradict(world, 3, 4));
    });

    private static bool Contradict(MergeWorld world, long a, long b)
    {
        using var reader = world.Base.OpenReader();
        return DifferingValues.Without(reader, world.Base.Engine, ExtraDefinitions.Of(world.Base), [(a, b)]).Count == 0;
    }

    private static long[] Last(MergeWorld world, int count)
    {
        using var reader = world.Base.OpenReader();
        var last = BaseTable.Number(reader, Counter.Customers);
        return [.. Enumerable.Range(0, count).Select(i => last - count + 1 + i)];
    }

    private static (string One, string Other) Values(CustomerField field) => field.Kind switch
    {
        FieldKind.Type => ("person", "company"), FieldKind.Flag => ("1", "0"), FieldKind.Gender => ("1", "2"), FieldKind.Date => ("1985-07-30", "1985-07-31"),
        FieldKind.Email or FieldKind.EmailList => ("a@post.example", "b@post.example"),
        FieldKind.Phone or FieldKind.PhoneList => ("+3293334455", "+3293334466"),
        FieldKind.Country => ("BE", "NL"), FieldKind.Language => ("nl", "fr"), FieldKind.Iban => ("BE68539007547034", "NL91ABNA0417164300"),
        FieldKind.EnterpriseNumber => ("0403170701", "0417497106"), FieldKind.VatNumber => ("BE0403170701", "BE0417497106"),
        FieldKind.Website => ("https://a.example", "https://b.example"), FieldKind.PostalCode => ("9000", "8000"), _ => ("Aerts", "Baert"),
    };
}
