using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Stamgast.Database;
using Stamgast.Duplicates.Queue;
using Stamgast.Outbox;

namespace Stamgast.Backups;

/// <summary>
/// The tables of a database that belong to Stamgast, with their current columns: a base about to be migrated has other columns than the model, and a
/// PostgreSQL database may also hold tables of others.
/// </summary>
internal sealed class TableCatalog(DbConnection connection, Engine engine)
{
    private const string Migrations = "__EFMigrationsHistory";

    // Made anew from the rest, as is how far the search for duplicates got.
    private static readonly string[] Derived = ["customer_key", "customer_search", "duplicate_scan"];

    // Sessions do not survive a restore, and work that was in progress then does not start now.
    private static readonly string[] NotKept = ["user_session", "sign_in_link", "job"];

    // Neither of the model nor of a kind of record.
    private static readonly string[] Plain = [Attachments.StoredDocuments.Table, SecondLook.Table];

    /// <summary>The tables whose rows make up the base, referenced tables first.</summary>
    public IReadOnlyList<string> Kept => [.. OfModel().Except(NotKept).Where(Existing().Contains)];

    /// <summary>All existing tables of Stamgast, including derived ones and the rows of proposals.</summary>
    public IReadOnlyList<string> All =>
        [.. Existing().Where(name => OfModel().Contains(name) || Derived.Contains(name) || name == Migrations
        || name.StartsWith("proposal_", StringComparison.Ordinal))];

    /// <summary>Existing tables that a backup would pass over without anybody having said so.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. Existing().Except(All).Where(name => !NotKept.Contains(name) && !IsOfEngine(name)).Order(StringComparer.Ordinal)];

    /// <summary>Known tables that the base does not have.</summary>
    public IReadOnlyList<string> Missing => [.. OfModel().Concat(NotKept).Concat(Derived).Distinct().Except(Existing()).Order(StringComparer.Ordinal)];

    /// <summary>The name of the newest migration of the base ("Start"), the same on both engines; null without a base.</summary>
    public string? Migration => Existing().Contains(Migrations)
        ? Read($"select \"MigrationId\" from \"{Migrations}\" order by \"MigrationId\" desc limit 1").Select(NameOf).FirstOrDefault()
        : null;

    /// <summary>"20261122144542_Start" is Start: the stamps before it differ between the engines.</summary>
    public static string NameOf(string migrationId) => migrationId[(migrationId.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>The columns of a table with the types that the engine gives them.</summary>
    public List<(string Name, string Type)> Columns(string table)
    {
        using var command = connection.Query($"select * from \"{table}\" limit 0");
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetDataTypeName(i)))];
    }

    // SQLite's own, and the tables of which a search index consists.
    private static bool IsOfEngine(string name) => name.StartsWith("sqlite_", StringComparison.Ordinal)
        || Array.Exists(Derived, index => name.StartsWith(index + "_", StringComparison.Ordinal));

    private HashSet<string> Existing() => Read(engine.Tables());

    private List<string> OfModel()
    {
        using var context = Base.ContextOn(connection, engine);
        var known = context.Model.GetEntityTypes().OrderBy(Depth).ThenBy(e => e.Name, StringComparer.Ordinal).Select(e => e.GetTableName()!).ToList();
        // Kinds of records that are nothing but their shape are not in the model, nor is the outbox.
        string[] others = [.. RecordShapes.All.Select(s => s.Table), .. OutboxTables.All, .. Plain];
        return [.. known, .. others.Where(table => !known.Contains(table, StringComparer.Ordinal))];

        static int Depth(Microsoft.EntityFrameworkCore.Metadata.IReadOnlyEntityType entity) =>
            entity.GetForeignKeys().Where(k => k.PrincipalEntityType != entity).Select(k => Depth(k.PrincipalEntityType) + 1).DefaultIfEmpty(0).Max();
    }

    private HashSet<string> Read(string sql)
    {
        using var command = connection.Query(sql);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }
}
