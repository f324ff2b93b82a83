using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>A base with a few customers, random actions on them, and a check of everything.</summary>
internal sealed class MergeWorld(Base customers)
{
    private readonly ChangeSets changes = new(customers, TimeProvider.System);

    public MergeCustomers Merges { get; } = new(customers, TimeProvider.System);

    public Base Base => customers;

    /// <summary>A log of the work, to read when a property fails.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Runs the work, and checks that the base is sound after it.</summary>
    public static async Task On(Engine engine, Action<MergeWorld> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        work(new MergeWorld(customers));
        Assert.Empty(new FoldCheck(customers).Differences().Select(d => $"{d.Id}: {string.Join(',', d.Fields)}"));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    /// <summary>Adds customers, each by alternating field names and values.</summary>
    public ChangeOutcome Create(params System.Runtime.CompilerServices.ITuple[] people) => changes.Create([.. people.Select(Values)], Actor.CommandLine);

    public ChangeOutcome Merge(long keep, params long[] absorb)
    {
        Log.Add($"merge {string.Join(',', absorb)} into {keep}");
        return Merges.Do(keep, absorb, Actor.CommandLine);
    }

    public ChangeOutcome Merge(long keep, long[] absorb, MergeChoices choices)
    {
        Log.Add($"merge {string.Join(',', absorb)} into {keep}: {choices.Fill} {string.Join(' ', choices.Elements)} {string.Join(' ', choices.Taken)}");
        return Merges.Do(keep, absorb, Actor.CommandLine, choices);
    }

    public SplitCustomers Splits => new(customers, TimeProvider.System);

    public ChangeOutcome Split(long set) => new SplitCustomers(customers, TimeProvider.System).Do(set, Actor.CommandLine);

    public ChangeOutcome SplitOne(long customer)
    {
        Log.Add($"split {customer}");
        return new SplitCustomers(customers, TimeProvider.System).One(customer, Actor.CommandLine);
    }

    public ChangeOutcome Undo(long set, long? only = null)
    {
        Log.Add($"undo {set} {only}");
        return changes.Undo(set, Actor.CommandLine, only);
    }

    public void Trash(long id) => changes.Trash([id], into: true, Actor.CommandLine);

    public void Edit(long id, int field, string? value)
    {
        var state = Find(id);
        var values = state.Values.Copy();
        values[field] = value;
        changes.Edit(id, state.Version, values, Actor.CommandLine);
    }

    public CustomerState Find(long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id)!;
    }

    /// <summary>All customers with all their values except versions; lists are sorted, since their order is no value.</summary>
    public IReadOnlyList<string> Picture()
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query(CustomerStates.Select(customers.Engine, "true") + " order by c.id");
        using var rows = command.ExecuteReader();
        var picture = new List<string>();
        while (rows.Read())
        {
            var state = CustomerStates.At(rows);
            var values = CustomerFields.Stored.Where(f => state.Values[f.Ordinal] is not null)
                .Select(f =>
                f.Name + "=" + (f.IsList ? string.Join('|', RecordValues.Elements(state.Values[f.Ordinal]).Order(StringComparer.Ordinal))
                    : state.Values[f.Ordinal]));
            picture.Add($"{state.Id}{(state.Trashed ? " trashed" : "")}{(state.MergedInto is { } into ? $" into {into}" : "")} {string.Join(' ', values)}");
        }
        return picture;
    }

    private static CustomerValues Values(System.Runtime.CompilerServices.ITuple person)
    {
        var values = CustomerValues.Blank();
        for (var i = 0; i < person.Length; i += 2) values[CustomerShape.Instance.ByName((string)person[i]!)!.Ordinal] = (string?)person[i + 1];
        return values;
    }
}
