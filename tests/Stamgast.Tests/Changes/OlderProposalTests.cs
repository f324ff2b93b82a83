using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Checks;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>A proposal that an older version left waiting: its rows may be in other columns than this version reads.</summary>
public sealed class OlderProposalTests
{
    [Theory, EachEngine]
    public async Task Its_file_can_be_read_again_it_is_said_why_in_three_parts_and_nothing_else_is_touched(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var path = Path.Combine(place.Folder, "klanten.csv");
        await File.WriteAllTextAsync(path, "id;last_name;city\n1;Aerts;Gent\n;De Bakker;Utrecht\n");
        long import, bulk, other;
        using (var customers = Base.Open(place.Location))
        {
            new ChangeSets(customers, TimeProvider.System).Create([Named("Aerts"), Named("Claes")], Actor.CommandLine);
            var imports = new Imports(customers, TimeProvider.System);
            import = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions()).Id;
            bulk = Propose(customers, "Brugge").Id;
            other = Propose(customers, "Namur").Id;
            // The model of 824e752: all records were customers, and there were no extra fields.
            foreach (var set in new[] { import, bulk }) MakeOlder(customers, set);
        }
        using (var customers = Base.Open(place.Location))
        {
            foreach (var id in new[] { import, bulk })
            {
                var set = ConfirmProposal.Find(customers, id);
                Assert.Equal(ChangeState.Failed, set.State);
                using var failure = JsonDocument.Parse(set.Failure!);
                var refusal = new Refusal(failure.RootElement.GetProperty("Code").GetString()!, id);
                Assert.Equal("proposal.older", refusal.Code);
                Assert.All([refusal.What(CultureInfo.InvariantCulture), refusal.Where(CultureInfo.InvariantCulture),
                    refusal.Remedy(CultureInfo.InvariantCulture)], Assert.NotEmpty);
                Assert.Equal("proposal.failed",
                    Assert.Throws<RefusedException>(() => new ConfirmProposal(customers, TimeProvider.System).Do(id, null, Actor.CommandLine)).Refusal.Code);
            }
            var again = new Imports(customers, TimeProvider.System).Stage(import, path, new ImportOptions());
            Assert.Equal((1, 1), (again.Created, again.Changed));
            new ConfirmProposal(customers, TimeProvider.System).Do(import, again.Revision, Actor.CommandLine);
            new DropProposal(customers).Do(bulk);
            // A proposal of this version waits as before.
            Assert.Equal(2, new ConfirmProposal(customers, TimeProvider.System).Do(other, null, Actor.CommandLine).Conflicts + Now(customers, "Namur"));
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
        }
    }

    private static long Now(Base customers, string city)
    {
        using var context = customers.NewContext();
        return context.Customers.LongCount(c => c.City == city);
    }

    private static CustomerValues Named(string last)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = last;
        return values;
    }

    private static ChangeSet Propose(Base customers, string city) =>
        new ProposeVerb(customers, TimeProvider.System).Do(new EditFields([new FieldEdit(CustomerFields.City, FieldOperation.Set, city)]), [1, 2],
            Actor.CommandLine);

    private static void MakeOlder(Base customers, long set)
    {
        var stage = Stage.OfProposal(customers, set);
        if (customers.Engine == Engine.Postgres)
        {
            customers.Write(transaction =>
                { transaction.Execute($"alter table {stage.Rows} rename column record_id to customer_id; alter table {stage.Rows} drop column extra;"); });
            return;
        }
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = stage.File, Pooling = false }.ConnectionString);
        file.Open();
        using var alter = file.CreateCommand();
        alter.CommandText = "alter table stage_row rename column record_id to customer_id; alter table stage_row drop column extra";
        alter.ExecuteNonQuery();
    }
}
