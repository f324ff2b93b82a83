using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// The records merged into others (D3): each points at the one that absorbed it directly, never further, so any of these merges can be split. The top
/// one, which points at none, represents all of them.
/// </summary>
internal static class MergedFamily
{
    /// <summary>These records and all that were merged into them, directly or not.</summary>
    public static IReadOnlyList<long> Below(DbConnection connection, RecordShape shape, IReadOnlyCollection<long> ids) => Ids(connection, $"""
        with recursive family(id) as (
            select id from {shape.Table} where id in {Sql.InList(ids)}
            union select c.id from {shape.Table} c join family f on c.merged_into = f.id)
        select id from family order by id
        """);

    /// <summary>The records that one was merged into, nearest first; empty when it is not merged.</summary>
    public static IReadOnlyList<long> Above(DbConnection connection, RecordShape shape, long id) => Ids(connection, $"""
        with recursive family(id, step) as (
            select merged_into, 1 from {shape.Table} where id = {id} and merged_into is not null
            union all select c.merged_into, f.step + 1 from {shape.Table} c join family f on c.id = f.id where c.merged_into is not null)
        select id from family order by step
        """);

    /// <summary>The record that represents one: itself, or the last of those it was merged into.</summary>
    public static long Root(DbConnection connection, RecordShape shape, long id) => Above(connection, shape, id) is [.., var root] ? root : id;

    /// <summary>The refusal for a record that is merged: it names the one that represents it, which alone can be worked with.</summary>
    public static RefusedException Refused(DbConnection connection, RecordShape shape, long id) =>
        new(Refusals.Merged(shape), id, Root(connection, shape, id));

    /// <inheritdoc cref="Refused(DbConnection, RecordShape, long)" />
    public static RefusedException Refused(Base customers, RecordShape shape, long id)
    {
        using var reader = customers.OpenReader();
        return Refused(reader, shape, id);
    }

    /// <summary>For each of these merged records, the one that absorbed it directly.</summary>
    public static Dictionary<long, long> Absorbers(DbConnection connection, RecordShape shape, IReadOnlyCollection<long> ids)
    {
        using var command = connection.Query($"select id, merged_into from {shape.Table} where id in {Sql.InList(ids)} and merged_into is not null");
        using var reader = command.ExecuteReader();
        var absorbers = new Dictionary<long, long>();
        while (reader.Read()) absorbers[reader.GetInt64(0)] = reader.GetInt64(1);
        return absorbers;
    }

    /// <summary>The live merges in which some records got something from others, each with these records.</summary>
    public static IReadOnlyList<(long Set, IReadOnlyList<long> Records)> SetsThatBrought(
        DbConnection connection, RecordShape shape, IReadOnlyCollection<long> records, IReadOnlyCollection<long> origins)
    {
        using var command = connection.Query($"""
            select distinct i.set_id, i.record_id from change_item i join change_set s on s.id = i.set_id
            where i.record_kind = {shape.Kind} and i.record_id in {Sql.InList(records)} and i.origin in {Sql.InList(origins)}
              and not i.dead and s.root_set is null order by 1, 2
            """);
        using var reader = command.ExecuteReader();
        var sets = new List<(long Set, long Record)>();
        while (reader.Read()) sets.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return [.. sets.GroupBy(s => s.Set, s => s.Record).Select(g => (g.Key, (IReadOnlyList<long>)[.. g]))];
    }

    /// <summary>The records that a merge absorbed and that are still absorbed.</summary>
    public static IReadOnlyList<long> AbsorbedBy(DbConnection connection, RecordShape shape, long setId) => Ids(connection, $"""
        select i.record_id from change_item i join {shape.Table} c on c.id = i.record_id
        where i.set_id = {setId} and i.record_kind = {shape.Kind} and i.origin = i.record_id and not i.dead and c.merged_into is not null
          and i.seq between (select first_seq from change_set where id = {setId}) and (select last_seq from change_set where id = {setId})
        order by 1
        """);

    /// <summary>The records that a set merged, merged again, or split off.</summary>
    public static IReadOnlyList<long> PointedBy(DbConnection connection, RecordShape shape, long setId) => Ids(connection, $"""
        select i.record_id from change_item i join change_set s on s.id = i.set_id
        where i.set_id = {setId} and i.seq between s.first_seq and s.last_seq and i.record_kind = {shape.Kind} and i.origin = i.record_id order by 1
        """);

    /// <summary>The merge that absorbed a record; null when it is not merged.</summary>
    public static long? SetThatAbsorbed(DbConnection connection, RecordShape shape, long id) => Ids(connection, $"""
        select i.set_id from change_item i join change_set s on s.id = i.set_id join {shape.Table} c on c.id = i.record_id
        where i.record_kind = {shape.Kind} and i.record_id = {id} and i.origin = {id} and not i.dead and s.root_set is null and c.merged_into is not null
        order by i.seq desc limit 1
        """) is [var set] ? set : null;

    private static List<long> Ids(DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return ids;
    }
}
