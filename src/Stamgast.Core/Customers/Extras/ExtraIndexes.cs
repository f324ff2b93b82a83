using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>
/// The indexes by which the list finds customers by an extra field among a million: one for each field that is offered as a filter. Without
/// it the filter works as well, more slowly.
/// </summary>
public sealed class ExtraIndexes(Base customers)
{
    /// <summary>True when nothing is to be made or taken away.</summary>
    public bool AreMade
    {
        get
        {
            var definitions = ExtraDefinitions.Of(customers);
            // Most bases have no extra field at all.
            if (definitions.All.Count == 0) return true;
            using var reader = customers.OpenReader();
            return ExtraIndexName.AllIn(reader, customers.Engine).SetEquals(Wanted(definitions).Select(ExtraIndexName.Of));
        }
    }

    /// <summary>Makes those that are missing, one after the other, and takes away those that nobody needs any more.</summary>
    /// <param name="progress">Is told how many are made, and how many there are to make.</param>
    /// <returns>How many were made.</returns>
    /// <exception cref="RefusedException">busy</exception>
    public int Make(Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        HashSet<string> present;
        using (var reader = customers.OpenReader()) present = ExtraIndexName.AllIn(reader, customers.Engine);
        var wanted = Wanted(ExtraDefinitions.Of(customers));
        var gone = present.Except(wanted.Select(ExtraIndexName.Of)).ToList();
        if (gone.Count > 0)
            customers.Write(transaction =>
            {
                foreach (var name in gone) transaction.Execute($"drop index if exists \"{name}\"");
                ExtraDefinitions.Stamp(transaction);
            });
        var missing = wanted.Where(f => !present.Contains(ExtraIndexName.Of(f))).ToList();
        for (var i = 0; i < missing.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke(i, missing.Count);
            // A transaction each, so that nobody waits to write longer than one takes.
            customers.Write(transaction =>
            {
                transaction.Execute(Definition(missing[i], customers.Engine));
                ExtraDefinitions.Stamp(transaction);
            });
        }
        progress?.Invoke(missing.Count, missing.Count);
        return missing.Count;
    }

    // Of living customers who have a value, as the conditions say it.
    private static string Definition(ExtraDefinition field, Engine engine)
    {
        var alive = CustomerColumns.Alive(engine, "customer").Replace("customer.", "", StringComparison.Ordinal);
        var key = ExtraColumns.Key(field, engine, "");
        return $"create index if not exists {ExtraIndexName.Of(field)} on customer({key}, id) where {alive} and {key} is not null";
    }

    private static List<ExtraDefinition> Wanted(ExtraDefinitions definitions) => [.. definitions.Living.Where(f => f.WantsIndex)];
}
