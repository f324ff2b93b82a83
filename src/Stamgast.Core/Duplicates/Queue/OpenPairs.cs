using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates.Queue;

/// <summary>Which pairs are open for a viewer, as conditions on the pair with alias p. Whoever may not see one of the two sees no pair.</summary>
internal sealed class OpenPairs
{
    private readonly Engine engine;
    private readonly Viewer viewer;

    public OpenPairs(Engine engine, Viewer viewer)
    {
        (this.engine, this.viewer) = (engine, viewer);
        Parameters = [.. viewer.Visibility.AndSeen(engine).Parameters];
    }

    /// <summary>The values of the conditions.</summary>
    public List<(string Name, object? Value)> Parameters { get; }

    /// <summary>Both live, may be merged and are seen.</summary>
    public string Both => $"{Open("p.a")} and {Open("p.b")}";

    /// <summary>Both are seen, living or not; the alias of the row is given.</summary>
    public string BothSeen(string alias) => viewer.SeesAll ? "true" : $"{Seen(alias + ".a")} and {Seen(alias + ".b")}";

    /// <summary>Both live and are seen, whether they may be merged or not; the alias of the row is given.</summary>
    public string BothAlive(string alias) => $"{Alive(alias + ".a")} and {Alive(alias + ".b")}";

    /// <summary>The conditions of a filter.</summary>
    public string Filtered(QueueFilter filter)
    {
        var conditions = new List<string> { Both };
        if (filter.Least is { } least) conditions.Add("p.bits >= " + Named("least", Math.Log2(least / Math.Max(1e-12, 1 - least))));
        if (filter.Reason is { } reason && ComparedFields.All.Any(f => f.Name == reason))
            conditions.Add("p.why like " + Named("reason", $"%;{reason}:exact:%"));
        if (filter.Group is { } group)
            conditions.Add($"exists (select 1 from customer_key k where k.kind = {(int)KeyKind.Group} and k.key = {Named("inGroup", group)} "
                + "and k.customer_id in (p.a, p.b))");
        if (filter.Label is { } label) conditions.Add($"exists (select 1 from customer l where l.id in (p.a, p.b) and l.label = {Named("label", label)})");
        if (filter.Import is { } import)
            conditions.Add($"exists (select 1 from change_item i where i.record_kind = {CustomerShape.KindNumber} and i.record_id in (p.a, p.b) "
                + $"and i.set_id = {Named("import", import)})");
        return string.Join(" and ", conditions);
    }

    /// <summary>A statement with the conditions and their values.</summary>
    public DbCommand Query(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> more) =>
        connection.Query(sql, [.. Parameters, .. more]);

    private string Open(string id) => $"exists (select 1 from customer c where c.id = {id} and {CustomerColumns.Alive(engine, "c")} "
        + $"and {engine.Yes("c.allow_merge")}{viewer.Visibility.AndSeen(engine).And})";

    private string Alive(string id) =>
        $"exists (select 1 from customer c where c.id = {id} and {CustomerColumns.Alive(engine, "c")}{viewer.Visibility.AndSeen(engine).And})";

    private string Seen(string id) => $"exists (select 1 from customer c where c.id = {id}{viewer.Visibility.AndSeen(engine).And})";

    private string Named(string name, object value)
    {
        Parameters.Add((name, value));
        return "@" + name;
    }
}
