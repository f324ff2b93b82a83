using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Renames, merges or removes groups and responsibles: one change of all customers who have them, including those in the trash, which can be undone.
/// Colour and user belong to the name, not to a customer: they change without a change set.
/// </summary>
public sealed class NameEdit(Base customers, TimeProvider clock)
{
    /// <summary>Replaces these names, in every spelling, with another one for all customers who have them, or removes them.</summary>
    /// <param name="to">A new name, or an existing one with which they are merged; null removes them.</param>
    /// <returns>Null when no customer had them, so none was changed.</returns>
    /// <exception cref="RefusedException">busy</exception>
    public ChangeOutcome? Replace(NameKind kind, IReadOnlyList<string> names, string? to, Actor actor, Course? course = null)
    {
        using var reader = customers.OpenReader();
        var from = NameRows.Spellings(reader, kind, [.. names, .. to is null ? [] : new[] { to }]);
        var merged = to is not null && from.Exists(name => Same(name, to) && !names.Contains(name, StringComparer.OrdinalIgnoreCase));
        from.Remove(to ?? "");
        var work = new NameWork(kind, [.. from.OrderBy(name => Array.FindIndex([.. names], n => Same(n, name)) is >= 0 and var at ? at : int.MaxValue)],
            to, merged);
        var bearers = NameRows.Bearers(reader, customers.Engine, kind, from);
        if (bearers.Count == 0)
        {
            customers.Write(transaction => NameRows.Turn(transaction, With(transaction, work), done: true));
            return null;
        }
        var rows = CustomerStates.InPortions(reader, customers.Engine, bearers).SelectMany(portion => portion.Values.OrderBy(s => s.Id))
            .Select(state => ((RecordState)state, ChangesOf(state, kind, from, to), state.Trashed)).Where(row => row.Item2.Count > 0);
        var outcome = new ChangeSets(customers, clock).ChangeMany(CustomerShape.Instance, rows, ChangeKind.Names, actor, course ?? new Course(),
            (transaction, set) =>
        {
            var done = With(transaction, work);
            set.Reading = done.ToJson();
            NameRows.Turn(transaction, done, done: true);
        });
        // Customers changed by somebody else at that moment still have the old name.
        if (outcome.Kept.Count > 0) customers.Write(transaction => NameRows.Register(transaction, kind, from));
        return outcome;
    }

    /// <summary>Writes the row of a name: its colour, and the user linked to a responsible. Registers an unknown name.</summary>
    public void Keep(NameKind kind, string name, string? colour, long? userId) =>
        customers.Write(transaction => NameRows.Write(transaction, kind,
            new NameRow(name, NameColours.Known(colour), kind == NameKind.Responsible ? userId : null)));

    /// <summary>Removes names that no customer has, not even in the trash, and that have no colour or user.</summary>
    /// <returns>The number of records.</returns>
    public long ForgetUnused(NameKind kind) => customers.Write(transaction => transaction.Execute(kind == NameKind.Group
        ? $"delete from customer_group where colour is null and not exists (select 1 from customer_key k where k.kind = {(int)KeyKind.Group} and k.key = "
        + $"customer_group.name)"
        : "delete from customer_label where colour is null and user_id is null and name not in (select label from customer where label is not null)"));

    /// <summary>The number of customers in the trash with these names.</summary>
    public long CountInTrash(Viewer viewer, NameKind kind, IReadOnlyList<string> names)
    {
        using var reader = customers.OpenReader();
        var gone = $"not ({CustomerColumns.Alive(customers.Engine, "c")})";
        var list = string.Join(", ", names.Select((_, i) => $"@n{i}"));
        var (and, seen) = viewer.Visibility.AndSeen(customers.Engine);
        using var command = reader.Query((kind == NameKind.Group
            ? $"select count(distinct c.id) from customer_key k join customer c on c.id = k.customer_id where k.kind = {(int)KeyKind.Group} and k.key in "
            + $"({list}) and {gone}"
            : $"select count(*) from customer c where {gone} and c.label in ({list})") + and,
            [.. names.Select((name, i) => ($"n{i}", (object?)name)), .. seen]);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private NameWork With(WriteTransaction transaction, NameWork work) =>
        work with { Before = NameRows.Read(transaction, work.Kind, work.To is null ? work.From : [.. work.From, work.To]) };

    // Written out rather than derived from the difference of the values, which treats "vip" and "VIP" as the same.
    private static List<FieldChange> ChangesOf(CustomerState state, NameKind kind, List<string> from, string? to)
    {
        var now = state.Values[kind.Field()];
        if (kind == NameKind.Responsible) return now is null || now == to || !from.Contains(now)
            ? [] : [new FieldChange(CustomerFields.All[kind.Field()], now, to)];
        var elements = CustomerValues.Elements(now);
        var removed = elements.Where(e => e != to && from.Contains(e, StringComparer.OrdinalIgnoreCase)).ToList();
        if (removed.Count == 0) return [];
        return [new FieldChange(CustomerFields.All[kind.Field()], CustomerValues.Join(removed), to is null || elements.Contains(to) ? null : to)];
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
