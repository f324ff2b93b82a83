using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>The rows of <c>stored_document</c>.</summary>
internal static class StoredDocuments
{
    public const string Table = "stored_document";

    private const int Portion = 500;

    public static bool Has(Base customers, string key)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select 1 from {Table} where key = @key", ("key", key));
        return command.ExecuteScalar() is not null;
    }

    public static (byte[] Bytes, bool IsEncrypted)? Find(Base customers, string key)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select bytes, {customers.Engine.TruthAsNumber("encrypted")} from {Table} where key = @key", ("key", key));
        using var rows = command.ExecuteReader();
        return rows.Read() ? ((byte[])rows.GetValue(0), rows.GetInt32(1) != 0) : null;
    }

    public static bool Touch(Base customers, string key, DateTime now) => customers.Write(t =>
        t.Execute($"update {Table} set stored_at = @now where key = @key", ("now", Written(now)), ("key", key))) > 0;

    public static void Add(Base customers, string key, byte[] bytes, bool isEncrypted, DateTime now) => customers.Write(t =>
        Add(t.Command, key, bytes, isEncrypted, now, t.Engine));

    /// <summary>Adds a row unless it is there, with commands that the caller makes.</summary>
    public static void Add(Prepare command, string key, byte[] bytes, bool isEncrypted, DateTime now, Engine engine)
    {
        using var insert = command($"""
            insert into {Table}(key, bytes, encrypted, stored_at) values(@key, @bytes, {engine.Truth(isEncrypted)}, @now) on conflict (key) do nothing
            """, [("key", key), ("bytes", bytes), ("now", Written(now))]);
        insert.ExecuteNonQuery();
    }

    public static void Delete(Base customers, string key) => customers.Write(t => { t.Execute($"delete from {Table} where key = @key", ("key", key)); });

    public static void DeleteIfBefore(Base customers, string key, DateTime before)
    {
        if (!Has(customers, key)) return;
        customers.Write(t => { t.Execute($"delete from {Table} where key = @key and stored_at < @before", ("key", key), ("before", Written(before))); });
    }

    public static IEnumerable<IReadOnlyList<string>> KeptBefore(Base customers, DateTime before)
    {
        for (var after = ""; ;)
        {
            var keys = new List<string>();
            using (var reader = customers.OpenReader())
            using (var command = reader.Query($"select key from {Table} where key > @after and stored_at < @before order by key limit {Portion}",
                ("after", after), ("before", Written(before))))
            using (var rows = command.ExecuteReader())
                while (rows.Read()) keys.Add(rows.GetString(0));
            if (keys.Count == 0) yield break;
            yield return keys;
            after = keys[^1];
        }
    }

    private static long Written(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}

/// <summary>Makes a command with its parameters.</summary>
internal delegate System.Data.Common.DbCommand Prepare(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);
