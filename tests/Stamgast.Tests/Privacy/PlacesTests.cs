using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Stamgast.Backups;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Privacy;
using Stamgast.Start;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Privacy;

/// <summary>Nothing is stored in a place without a declaration of what an erasure, a merge and a copy for the person do with it.</summary>
public sealed partial class PlacesTests
{
    private static readonly IReadOnlyList<DataPlace> Places = AllDataPlaces.InOrder;

    [Theory, EachEngine]
    public async Task Every_column_of_every_table_is_declared_once_and_every_declared_column_exists(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        SmallLife(place, customers);
        Assert.Equal([], Faults(ColumnsOf(customers), Declared(engine, Places)));
    }

    [Theory, EachEngine]
    public async Task Undeclared_and_nonexistent_tables_and_columns_are_found(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        SmallLife(place, customers);
        customers.Write(transaction =>
        {
            transaction.Execute("create table pet(id bigint primary key, owner text)");
            transaction.Execute("alter table app_user add column shoe_size text");
        });
        DataPlace[] wrong = [.. Places, Pets(new TableColumns("customer", ["iban", "nickname"])), Pets(new ProposalColumns("stage_pet", ["seq"]))];
        Assert.Equal(
            ["app_user.shoe_size is not declared", "customer.iban is declared twice", "customer.nickname does not exist", "pet.id is not declared",
                "pet.owner is not declared",
             "proposal stage_pet.seq does not exist"],
            Faults(ColumnsOf(customers), Declared(engine, wrong)));
    }

    [Theory, EachEngine]
    public async Task Every_file_that_is_written_to_the_data_folder_is_declared(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        // Files brought by the tests are not written by the program.
        SmallLife(place, customers);
        var seen = Files(place);
        customers.Alone(connection => { Backup.BeforeMigration(customers, connection); return true; }, Base.Patience);
        seen.UnionWith(Files(place));
        Assert.NotEmpty(seen);
        Assert.Equal([], seen.Where(file => !Places.Any(p => Covers(p, file))));
        Assert.DoesNotContain(Places, p => Covers(p, "proposals/notes.txt"));
        Assert.DoesNotContain(Places, p => Covers(p, "backups/mail/before-upgrade-1.zip"));
    }

    [Fact]
    public void Each_place_has_a_unique_name_a_reason_for_each_answer_and_an_existing_type()
    {
        Assert.Equal(Places.Count, Places.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Places, p => Assert.All([p.Name, p.Erase.Because, p.Merge.Because, p.Export.Because],
            text => Assert.True(text.Length > 3 && !text.EndsWith('.'), p.Name)));
        var types = typeof(Base).Assembly.GetTypes().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(Places.Select(p => p.Where).OfType<InMemory>(), memory => Assert.Contains(memory.Type, types));
    }

    [Fact]
    public void Every_place_to_be_erased_has_code_that_erases_it()
    {
        Assert.Contains(Places, p => p is { Name: "What was changed", Eraser: not null });
        Assert.Contains(Places, p => p is { Where: ProposalColumns, Eraser: not null });
        Assert.All(Places.Where(p => p.Eraser is not null), p => Assert.Equal(DataSubject.Customer, p.Of));
        // Every field of a customer is either emptied or kept; none is both or neither.
        var kept = Places.Where(p => p is { Where: TableColumns { Table: "customer" }, Erase.Kind: EraseKind.Keep })
            .SelectMany(p => ((TableColumns)p.Where).Columns);
        Assert.Equal(CustomerShape.Instance.Fields.Select(f => f.Name).Order(StringComparer.Ordinal),
            kept.Concat(CustomerDataPlaces.Identifying).Where(name => CustomerShape.Instance.ByName(name) is not null).Order(StringComparer.Ordinal));
    }

    private static DataPlace Pets(DataLocation where) => new("Pets", DataSubject.Customer, where,
        ErasePlan.Keep("they bite"), MergePlan.NotOfCustomers("they bite"), ExportPlan.LeaveOut("they bite"));

    // Some work, an applied import, and a waiting one with everything a person can do to its rows.
    private static void SmallLife(TestPlace place, Base customers)
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        var first = Sheet.Read(place, customers, "number;first_name;last_name;city\nC-1;Jozefien;Aerts;Gent\nC-2;Willem;de Bakker;Utrecht\n");
        changes.Apply(first.Id, first.Revision, Actor.CommandLine);
        var waiting = Sheet.Read(place, customers, "first_name;last_name;city\nJosefien;Aerts;Gent\nNadia;Claes;Brugge\n");
        var corrections = new RowCorrections(customers);
        corrections.Match(waiting.Id, 1, 1, Sheet.PathIn(place));
        corrections.LeaveOut(waiting.Id, 2, leftOut: true, Sheet.PathIn(place));
        File.Delete(Sheet.PathIn(place));
    }

    private static HashSet<string> Files(TestPlace place) =>
        [.. Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(place.Folder, file).Replace('\\', '/'))];

    private static bool Covers(DataPlace place, string file) =>
        place.Where is DataFiles files && Regex.IsMatch(file, "^" + Regex.Escape(files.Pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$");

    private static IEnumerable<string> Faults(ISet<string> there, IReadOnlyList<string> declared) =>
        there.Except(declared).Select(column => column + " is not declared")
            .Concat(declared.Except(there).Select(column => column + " does not exist"))
            .Concat(declared.GroupBy(column => column, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key + " is declared twice"))
            .Order(StringComparer.Ordinal);

    private static List<string> Declared(Engine engine, IEnumerable<DataPlace> places) =>
        [.. places.SelectMany(place => place.Where switch
        {
            TableColumns columns when columns.Only is null || columns.Only == engine => columns.Columns.Select(column => $"{columns.Table}.{column}"),
            ProposalColumns columns => columns.Columns.Select(column => $"proposal {columns.Table}.{column}"),
            _ => [],
        })];

    private static HashSet<string> ColumnsOf(Base customers)
    {
        using var reader = customers.OpenReader();
        if (customers.Engine == Engine.Postgres)
            return [.. Read(reader, "select table_name || '.' || column_name from information_schema.columns where table_schema = current_schema()")
                .Select(InProposal)];
        // A migrated base has one table more than one made by the script.
        using var migrated = new SqliteConnection("Data Source=:memory:");
        migrated.Open();
        using (var context = Base.ContextOn(migrated, Engine.Sqlite)) context.Database.Migrate();
        const string Columns = "select m.name || '.' || c.name from sqlite_master m, pragma_table_info(m.name) c where m.type in ('table', 'view')";
        var found = Read(reader, Columns).Concat(Read(migrated, Columns)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(customers.Location.ProposalFolder, "*.db"))
        {
            using var proposal = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly,
                Pooling = false }.ConnectionString);
            proposal.Open();
            found.UnionWith(Read(proposal, Columns).Select(column => "proposal " + column));
        }
        return found;
    }

    private static string InProposal(string column)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        if (ProposalTable().Match(table) is not { Success: true } match) return column;
        var kind = match.Groups[1].Value;
        return $"proposal {(kind is "row" or "key" ? "stage_" + kind : kind)}.{name}";
    }

    private static List<string> Read(DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }

    [GeneratedRegex("^proposal_[0-9]+(?:_[0-9]+)?_([a-z_]+)$")]
    private static partial Regex ProposalTable();
}
