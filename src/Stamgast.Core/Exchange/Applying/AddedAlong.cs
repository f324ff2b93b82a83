using System.Globalization;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange.Rows;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Applying;

/// <summary>
/// What is done before the records of a file are applied, in their transaction: its new customers are added, others get the addresses and phone numbers of
/// the file, records that need a number get one, and rows whose number in a web shop has come to be since the preview are left out.
/// </summary>
internal static class AddedAlong
{
    /// <param name="viewer">Whose customers may be changed.</param>
    /// <param name="bring">Adds and changes customers in this transaction.</param>
    public static BroughtAlong Prepare(Base customers, WriteTransaction transaction, Stage stage, ChangeSet set, Viewer viewer,
        Func<CustomersAlong, ChangeOutcome> bring)
    {
        if (set.Kind != ChangeKind.Import || stage.Shape is not KindShape { Declaration: var kind }) return BroughtAlong.Nothing;
        LeaveOutKnown(transaction, stage, kind);
        var report = RecordReport.Of(set);
        var pending = report.CreatesCustomers && stage.Shape.BringsCustomers ? PendingOf(transaction, stage) : [];
        var idOfPlace = Known(customers, transaction, pending);
        var places = pending.Where(p => !idOfPlace.ContainsKey(p.Customer.Place)).DistinctBy(p => p.Customer.Place).OrderBy(p => p.Customer.Place).ToList();
        var updated = report.UpdatesCustomers && stage.Shape.BringsCustomers ? UpdatedCustomers.Of(transaction, stage, viewer) : new UpdatedCustomers([], []);
        ChangeOutcome? brought = null;
        if (places.Count + updated.Changes.Count > 0)
        {
            brought = bring(new CustomersAlong([.. places.Select(p => p.Customer.Values)], updated.Changes));
            using var command = transaction.Command($"""
                select record_id from change_item where record_kind = {CustomerShape.KindNumber}
                    and seq between {Text(brought.Set.FirstSeq)} and {Text(brought.Set.LastSeq)}
                order by seq
                """);
            using var rows = command.ExecuteReader();
            foreach (var row in places)
                if (rows.Read()) idOfPlace[row.Customer.Place] = rows.GetInt64(0);
        }
        new NumbersAlong(customers, transaction, stage, kind).Complete(pending.ToDictionary(p => p.Seq, p => idOfPlace[p.Customer.Place]));
        return new BroughtAlong(brought, updated.Kept);
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

    private static List<(long Seq, NewCustomer Customer)> PendingOf(WriteTransaction transaction, Stage stage)
    {
        var pending = new List<(long, NewCustomer)>();
        using var command = transaction.Command(
            $"select seq, along_new from {stage.Rows} where class = {(int)RowClass.New} and left_out = 0 and along_new is not null order by seq");
        using var rows = command.ExecuteReader();
        while (rows.Read()) pending.Add((rows.GetInt64(0), NewCustomers.Read(JsonSerializer.Deserialize<string[]>(rows.GetString(1))!)));
        return pending;
    }

    // Somebody may have added them since the preview.
    private static Dictionary<int, long> Known(Base customers, WriteTransaction transaction, List<(long Seq, NewCustomer Customer)> pending)
    {
        var ids = new Dictionary<int, long>();
        foreach (var portion in pending.Select(p => p.Customer).DistinctBy(c => c.Place).Chunk(RecordStates.Portion))
        {
            var finder = CustomerFinder.Of(transaction.Connection, customers.Engine, portion.Select(c => c.Values[CustomerFields.Number]).OfType<string>(),
                portion.Select(c => c.Values[CustomerFields.Email]).OfType<string>());
            foreach (var (place, of, _) in portion)
                if ((of[CustomerFields.Number] is { } number ? finder.Number(number)
                    : of[CustomerFields.Email] is { } email ? finder.Email(email) : null) is { Ids: [var one] }) ids[place] = one;
        }
        return ids;
    }

    private static string Text(long? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);
}
