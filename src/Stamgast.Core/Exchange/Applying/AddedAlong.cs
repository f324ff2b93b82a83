using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Exchange.Rows;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Applying;

/// <summary>
/// What is done before the records of a file are applied, in their transaction: its new customers are added, records that need a number get one, and rows
/// whose number in a web shop has come to be since the preview are left out.
/// </summary>
internal static class AddedAlong
{
    private const string NewCode = "exchange.customer.new";

    private sealed record Pending(long Seq, int Place, string Cells);

    /// <param name="create">Adds customers in this transaction, in this order.</param>
    /// <returns>The change set of the customers; null when none were added.</returns>
    public static ChangeOutcome? Prepare(Base customers, WriteTransaction transaction, Stage stage, ChangeSet set,
        Func<IReadOnlyList<RecordValues>, ChangeOutcome> create)
    {
        if (set.Kind != ChangeKind.Import || stage.Shape is not KindShape { Declaration: var kind }) return null;
        LeaveOutKnown(transaction, stage, kind);
        ChangeOutcome? added = null;
        var ids = new Dictionary<long, long>();
        if (PendingOf(transaction, stage) is { Count: > 0 } pending) added = Add(customers, transaction, pending, create, ids);
        new NumbersAlong(customers, transaction, stage, kind).Complete(ids);
        return added;
    }

    // The same file confirmed twice: its orders are there.
    private static void LeaveOutKnown(WriteTransaction transaction, Stage stage, RecordKind kind)
    {
        foreach (var name in new[] { "external_number", "message_id" })
        {
            if (kind.By(name) is not { } key) continue;
            var sameShop = kind.Shop is { } shop ? $" and c.{shop.Name} is not distinct from {RecordShape.Typed(shop, transaction.Engine, "s")}" : "";
            transaction.Execute($"""
                update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
                where seq in (
                    select s.seq from {stage.Rows} s join {kind.Shape.Table} c on c.{key.Name} = s.{key.Name}
                    where s.class = {(int)RowClass.New} and s.left_out = 0 and s.{key.Name} is not null and {kind.Shape.Alive(transaction.Engine, "c")}{sameShop})
                """, ("problem", ConflictCheck.ProblemJson("exchange.exists", key.Ordinal, shape: kind.Shape)));
        }
    }

    private static List<Pending> PendingOf(WriteTransaction transaction, Stage stage)
    {
        var pending = new List<Pending>();
        using var command = transaction.Command($"""
            select seq, problems, cells from {stage.Rows}
            where class = {(int)RowClass.New} and left_out = 0 and cells is not null and problems like '%"{NewCode}"%' order by seq
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            if (JsonSerializer.Deserialize<List<Problem>>(rows.GetString(1))!.Find(p => p.Code == NewCode) is { Detail: { } place })
                pending.Add(new Pending(rows.GetInt64(0), int.Parse(place, CultureInfo.InvariantCulture), rows.GetString(2)));
        return pending;
    }

    private static ChangeOutcome? Add(Base customers, WriteTransaction transaction, List<Pending> pending,
        Func<IReadOnlyList<RecordValues>, ChangeOutcome> create, Dictionary<long, long> ids)
    {
        var values = pending.DistinctBy(p => p.Place).ToDictionary(p => p.Place, p => NewCustomers.Read(JsonSerializer.Deserialize<string[]>(p.Cells)!));
        var idOfPlace = new Dictionary<int, long>();
        // Somebody may have added them since the preview.
        foreach (var portion in values.Chunk(RecordStates.Portion))
        {
            var finder = CustomerFinder.Of(transaction.Connection, customers.Engine, portion.Select(p => p.Value[CustomerFields.Number]).OfType<string>(),
                portion.Select(p => p.Value[CustomerFields.Email]).OfType<string>());
            foreach (var (place, of) in portion)
                if ((of[CustomerFields.Number] is { } number ? finder.Number(number)
                    : of[CustomerFields.Email] is { } email ? finder.Email(email) : null) is { Ids: [var one] }) idOfPlace[place] = one;
        }
        var places = values.Keys.Where(p => !idOfPlace.ContainsKey(p)).Order().ToList();
        ChangeOutcome? added = null;
        if (places.Count > 0)
        {
            added = create([.. places.Select(p => values[p])]);
            using var command = transaction.Command($"""
                select record_id from change_item where record_kind = {CustomerShape.KindNumber} and seq between {Text(added.Set.FirstSeq)} and {Text(added.Set.LastSeq)}
                order by seq
                """);
            using var rows = command.ExecuteReader();
            foreach (var place in places)
                if (rows.Read()) idOfPlace[place] = rows.GetInt64(0);
        }
        foreach (var row in pending) ids[row.Seq] = idOfPlace[row.Place];
        return added;
    }

    private static string Text(long? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);
}
