using System.Data.Common;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// The rows of the names themselves: their colour, and the user linked to a responsible. The customers store which names they have.
/// </summary>
internal static class NameRows
{
    /// <summary>The rows of those names that are known.</summary>
    public static List<NameRow> Read(WriteTransaction transaction, NameKind kind, IEnumerable<string> names)
    {
        var kept = new List<NameRow>();
        foreach (var name in names)
        {
            using var command = transaction.Command($"select colour, {User(kind)} from {kind.Table()} where name = @name", ("name", name));
            using var reader = command.ExecuteReader();
            if (reader.Read()) kept.Add(new NameRow(name, reader.TextOrNull(0), reader.NumberOrNull(1)));
        }
        return kept;
    }

    /// <summary>Every spelling that is known of these names.</summary>
    public static List<string> Spellings(DbConnection connection, NameKind kind, IReadOnlyCollection<string> names)
    {
        var spellings = new List<string>();
        using var command = connection.Query($"select name from {kind.Table()} order by name");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (names.Contains(reader.GetString(0), StringComparer.OrdinalIgnoreCase)) spellings.Add(reader.GetString(0));
        return spellings;
    }

    /// <summary>The customers with one of these names, in the trash or not, ascending.</summary>
    public static List<long> Bearers(DbConnection connection, Engine engine, NameKind kind, IReadOnlyList<string> names)
    {
        var ids = new List<long>();
        var alive = CustomerColumns.Alive(engine, "c");
        // The index of the responsible has those outside the trash.
        if (kind == NameKind.Group) Add($"select customer_id from customer_key where kind = {(int)KeyKind.Group} and key in");
        else
        {
            Add($"select c.id from customer c where {alive} and c.label in");
            Add($"select c.id from customer c where not ({alive}) and c.label in");
        }
        ids.Sort();
        var distinct = 0;
        for (var i = 0; i < ids.Count; i++)
            if (i == 0 || ids[i] != ids[i - 1]) ids[distinct++] = ids[i];
        ids.RemoveRange(distinct, ids.Count - distinct);
        return ids;

        void Add(string select)
        {
            if (names.Count == 0) return;
            using var command = connection.Query($"{select} ({string.Join(", ", names.Select((_, i) => $"@n{i}"))})",
                [.. names.Select((name, i) => ($"n{i}", (object?)name))]);
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
    }

    /// <summary>Registers names again that customers still have.</summary>
    public static void Register(WriteTransaction transaction, NameKind kind, IEnumerable<string> names)
    {
        foreach (var name in names)
            if (IsBorne(transaction, kind, name)) transaction.Execute($"insert into {kind.Table()}(name) values(@name) on conflict do nothing", ("name", name));
    }

    /// <summary>Sets the rows as they are after the work, or as they were before it.</summary>
    public static void Turn(WriteTransaction transaction, NameWork work, bool done)
    {
        if (done) Do(transaction, work);
        else Undo(transaction, work);
    }

    /// <summary>Writes one row in its final state.</summary>
    public static void Write(WriteTransaction transaction, NameKind kind, NameRow row)
    {
        var user = kind == NameKind.Responsible;
        transaction.Execute($"""
            insert into {kind.Table()}(name, colour{(user ? ", user_id" : "")}) values(@name, @colour{(user ? ", @user" : "")})
            on conflict(name) do update set colour = excluded.colour{(user ? ", user_id = excluded.user_id" : "")}
            """, user ? [("name", row.Name), ("colour", row.Colour), ("user", row.UserId)] : [("name", row.Name), ("colour", row.Colour)]);
    }

    private static void Do(WriteTransaction transaction, NameWork work)
    {
        foreach (var gone in work.From.Where(name => name != work.To)) Delete(transaction, work.Kind, gone);
        if (work.To is not { } to) return;
        // The name keeps its colour and user; missing ones come from the names merged into it.
        var rows = work.Before.OrderByDescending(row => row.Name == to).ToList();
        Write(transaction, work.Kind, new NameRow(to, rows.Select(r => r.Colour).FirstOrDefault(c => c is not null),
            rows.Select(r => r.UserId).FirstOrDefault(u => u is not null)));
    }

    private static void Undo(WriteTransaction transaction, NameWork work)
    {
        if (work.To is { } to && work.Before.All(row => row.Name != to) && !IsBorne(transaction, work.Kind, to)) Delete(transaction, work.Kind, to);
        foreach (var row in work.Before) Write(transaction, work.Kind, row);
    }

    private static void Delete(WriteTransaction transaction, NameKind kind, string name) =>
        transaction.Execute($"delete from {kind.Table()} where name = @name", ("name", name));

    private static bool IsBorne(WriteTransaction transaction, NameKind kind, string name) =>
        Bearers(transaction.Connection, transaction.Engine, kind, [name]).Count > 0;

    private static string User(NameKind kind) => kind == NameKind.Responsible ? "user_id" : "null";
}
