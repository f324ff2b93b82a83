using System.Data.Common;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Undoing;

/// <summary>
/// The main part of an undone import: records that the set created and nobody has touched since, apart from undoing and redoing this very set.
/// Nothing needs folding: one statement moves them to the trash or back.
/// </summary>
internal static class UntouchedCreation
{
    /// <summary>True for an item i of the target set whose record c has only the creation by @origin and undos of it.</summary>
    /// <param name="schema">The prefix of the tables of the base in the statement: "" or a schema with its dot.</param>
    public static string Condition(RecordShape shape, Engine engine, string schema, bool revives)
    {
        var trashed = revives ? engine.Yes("c.trashed") : engine.No("c.trashed");
        return $"""
            {trashed} and c.version = i.version_after and not exists (
                select 1 from {schema}change_item o join {schema}change_set t on t.id = o.set_id
                where o.record_kind = {shape.Kind} and o.record_id = i.record_id and o.set_id <> @origin and coalesce(t.root_set, 0) <> @origin)
            and exists (select 1 from {schema}change_item o where o.record_kind = {shape.Kind} and o.record_id = i.record_id and o.set_id = @origin
                and o.version_before = 0)
            """;
    }

    /// <summary>Puts a row for each of them into the stage.</summary>
    /// <returns>The number of records.</returns>
    public static long Stage(DbConnection connection, Engine engine, string rows, string schema, ChangeSet target, ChangeSet origin, bool revives)
    {
        var shape = RecordShapes.Of(target.RecordKind);
        var unique = shape.Unique is { } field ? (Into: ", " + field.Name, From: ", c." + field.Name) : default;
        using var command = connection.Query($$"""
            insert into {{rows}}(seq, class, operation, left_out, record_id, base_version, trashed, field_count, payload{{unique.Into}})
            select row_number() over (order by i.record_id), {{(int)RowClass.Changed}}, {{(int)RowOperation.TrashOnly}}, 0, i.record_id, c.version,
                {{(revives ? 0 : 1)}}, 0,
                   '{"trashed":["{{(revives ? 1 : 0)}}","{{(revives ? 0 : 1)}}"]}'{{unique.From}}
            from {{schema}}change_item i join {{schema}}{{shape.Table}} c on c.id = i.record_id
            where i.seq between @first and @last and i.set_id = @set and i.record_kind = {{shape.Kind}} and not i.dead
                and {{Condition(shape, engine, schema, revives)}}
            """, ("first", target.FirstSeq), ("last", target.LastSeq), ("set", target.Id), ("origin", origin.Id));
        return command.ExecuteNonQuery();
    }
}
