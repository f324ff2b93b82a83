using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// New names of records that customers name (<see cref="CarriedName"/>), such as shops. By whatever door a name changes, the customers get it at the end of
/// that transaction, as a change set of their own that says so.
/// </summary>
/// <param name="Renamed">The names, and what became of them.</param>
/// <param name="By">The change set that renamed them: undoing this one means undoing that.</param>
public sealed record CarriedNames(IReadOnlyList<CarriedNames.Pair> Renamed, long By)
{
    /// <summary>One name before and after.</summary>
    public sealed record Pair(string From, string To);

    /// <summary>What a change set carried over to customers; null for any other set.</summary>
    public static CarriedNames? Of(ChangeSet set) => set is { Kind: ChangeKind.Names, Reading: { } json }
        && JsonSerializer.Deserialize<CarriedNames>(json, JsonSerializerOptions.Web) is { Renamed: not null } carried ? carried : null;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The records that get another name by the rows of a stage, before they are written; null without any.</summary>
    internal static CarriedNames? Of(WriteTransaction transaction, Stage stage, long set)
    {
        if (stage.Shape.Carries is not { Name: { Name: var name } }) return null;
        using var command = transaction.Command($"""
            select c.{name}, s.{name} from {stage.Rows} s join {stage.Shape.Table} c on c.id = s.record_id
            where s.class = {(int)RowClass.Changed} and s.left_out = 0 and s.operation = {(int)RowOperation.Values} and s.{name} <> c.{name}
            order by s.seq
            """);
        using var rows = command.ExecuteReader();
        var renamed = new List<Pair>();
        while (rows.Read()) renamed.Add(new Pair(rows.GetString(0), rows.GetString(1)));
        return renamed.Count == 0 ? null : new CarriedNames(renamed, set);
    }

    /// <summary>Only the names that nobody else outside the trash has: of two of the same name, nobody knows which one a customer means.</summary>
    internal CarriedNames Clear(WriteTransaction transaction, RecordShape shape)
    {
        var living = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var command = transaction.Command($"select c.{shape.Carries!.Name.Name} from {shape.Table} c where {shape.Alive(transaction.Engine, "c")}");
        using var rows = command.ExecuteReader();
        while (rows.Read())
            if (!rows.IsDBNull(0)) living.Add(rows.GetString(0));
        foreach (var pair in Renamed) living.Remove(pair.To);
        return this with { Renamed = [.. Renamed.Where(pair => !living.Contains(pair.From)).DistinctBy(pair => pair.From.ToUpperInvariant())] };
    }

    /// <summary>The customers with one of the names as it was, in the trash or not, ascending.</summary>
    internal List<long> Bearers(WriteTransaction transaction, CustomerField field)
    {
        var parameters = new List<(string, object?)>();
        var has = new FieldConditions(transaction.Engine, Parameter, () => "").Of(new FieldFilter(field, [.. Renamed.Select(pair => pair.From)]));
        using var command = transaction.Command($"select c.id from customer c where {has} order by c.id", [.. parameters]);
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;

        string Parameter(object value)
        {
            parameters.Add(($"n{parameters.Count}", value));
            return $"@n{parameters.Count - 1}";
        }
    }

    // Written out rather than derived from the difference of the values, which treats "web" and "Web" as the same.
    internal FieldChange? For(CustomerState state, CustomerField field)
    {
        var elements = CustomerValues.Elements(state.Values[field]);
        var after = elements.Select(e => Renamed.FirstOrDefault(pair => string.Equals(pair.From, e, StringComparison.OrdinalIgnoreCase))?.To ?? e)
            .Distinct(StringComparer.Ordinal).ToList();
        var (gone, come) = (elements.Except(after, StringComparer.Ordinal).ToList(), after.Except(elements, StringComparer.Ordinal).ToList());
        return gone.Count + come.Count == 0 ? null : new FieldChange(field, CustomerValues.Join(gone), CustomerValues.Join(come));
    }
}
