using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Changes.Applying;

/// <summary>
/// Compares a stage with the current base, inside the transaction that will apply it. A customer that changed since the comparison is checked field
/// by field: values nobody else touched continue, a value that is already set is dropped, and one that somebody else changed makes the whole row a
/// conflict, which is left out (D4).
/// </summary>
internal sealed class ConflictCheck(WriteTransaction transaction, Stage stage)
{
    private const int Portion = 500;

    /// <summary>Marks the rows in conflict and rewrites those that can still be applied.</summary>
    /// <param name="mayRebase">False for an undo, whose values were computed from exactly the items of one version.</param>
    /// <param name="numbersDiffer">No two rows bring the same number: known from reading the rows.</param>
    public void Run(bool mayRebase, bool numbersDiffer = false)
    {
        for (var portion = ChangedSince(0); portion.Count > 0; portion = ChangedSince(portion[^1]))
        {
            if (mayRebase) Rebase(portion);
            else MarkConflict(portion, "conflict.moved");
        }
        Linked(RecordShapes.All);
        if (stage.Shape.Unique is null) return;
        Leads = new LeadingNumbers(transaction, stage).Mark();
        // Leaving one row out may free a number that another row counted on, or the reverse: until nothing moves.
        while (NumbersTaken() + (numbersDiffer ? 0 : NumbersTwice()) > 0) { }
    }

    /// <summary>Marks rows that would change what an issued document says: those of an undo, which nothing asked before.</summary>
    public void Fixed()
    {
        if (!stage.Shape.HasFixed) return;
        for (var after = 0L; ;)
        {
            var rows = new List<(long Seq, long Id, string Payload)>();
            using (var command = transaction.Command($"""
                select seq, record_id, payload from {stage.Rows} where class = {(int)RowClass.Changed} and left_out = 0 and seq > @after
                order by seq limit {Portion}
                """, ("after", after)))
            using (var reader = command.ExecuteReader())
                while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
            if (rows.Count == 0) return;
            var states = RecordStates.Read(transaction, stage.Shape, rows.ConvertAll(r => r.Id));
            foreach (var (seq, id, payload) in rows)
                if (states.GetValueOrDefault(id) is { } state
                    && stage.Shape.Fixed(state.Values, Payload.Read(stage.Shape, payload, creation: false)) is { } field)
                    MarkConflict([seq], "conflict.fixed", field.Ordinal);
            after = rows[^1].Seq;
        }
    }

    /// <summary>The refusal of the first row with a number that leads to another customer since a merge; null without any.</summary>
    public RefusedException? Leads { get; private set; }

    /// <summary>For imports that match by e-mail: new rows whose main address has been taken.</summary>
    public void EmailsTaken()
    {
        var taken = new HashSet<long>();
        using (var command = transaction.Command($"""
            select s.seq, s.email, k.key from {stage.Rows} s join {stage.Keys} k on k.seq = s.seq
            join customer_key t on t.kind = k.kind and t.key = k.key join customer c on c.id = t.customer_id
            where s.class = {(int)RowClass.New} and s.left_out = 0 and s.email is not null and k.kind = {(int)KeyKind.Email} and k.added = 1 and {Fits}
            """))
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                if (EmailAddress.Key(rows.GetString(1)) == rows.GetString(2)) taken.Add(rows.GetInt64(0));
        foreach (var portion in taken.Chunk(Portion)) MarkConflict([.. portion], "conflict.email", CustomerFields.Email);
    }

    /// <summary>For imports that match by VAT number: new rows whose number has been taken.</summary>
    public void VatsTaken() => transaction.Execute($"""
        update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
        where seq in (
            select s.seq from {stage.Rows} s join customer c on c.vat_number = s.vat_number
            where s.class = {(int)RowClass.New} and s.left_out = 0 and {Fits})
        """, ("problem", ProblemJson("conflict.vat", CustomerFields.VatNumber)));

    // A customer with a number never matches a row with a different one.
    private string Fits => $"{Alive("c")} and (s.number is null or c.number is null)";

    /// <summary>
    /// New rows for which a customer with the same name, without a number, and with the same values was created since the preview: the same file
    /// applied twice.
    /// </summary>
    public void MadeSince(long lastIdAtPreview)
    {
        var same = string.Join(" and ", CustomerFields.Stored.Select(f => $"{RecordShape.Typed(f, transaction.Engine, "s")} is not distinct from c.{f.Name}"));
        transaction.Execute($"""
            update {stage.Rows} set class = {(int)RowClass.Unchanged}
            where class = {(int)RowClass.New} and left_out = 0 and seq in (
                select s.seq from {stage.Rows} s join customer c on c.sort_full = s.sort_full
                where s.class = {(int)RowClass.New} and c.id > @last and ({Alive("c")} or c.merged_into is not null) and {same})
            """, ("last", lastIdAtPreview));
    }

    /// <summary>
    /// For customers to be brought back: one whose creation was undone comes back by undoing that, otherwise none of its values would be left.
    /// </summary>
    public void CreationsUndone() => transaction.Execute($"""
        update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
        where seq in (
            select s.seq from {stage.Rows} s join change_item i on i.record_kind = {stage.Shape.Kind} and i.record_id = s.record_id
            where s.class = {(int)RowClass.Changed} and s.left_out = 0 and s.trashed = 0 and i.version_before = 0 and i.dead)
        """, ("problem", ProblemJson("conflict.creation", FieldChange.Trashed)));

    /// <summary>Rows that would trash a record to which a blocking record refers, or to one that was merged into it.</summary>
    public void Linked(IEnumerable<RecordShape> kinds)
    {
        foreach (var (from, reference) in Blockers.To(stage.Shape.Kind, kinds))
        {
            Linked(from, $"c.{reference.Field.Name} = record_id");
            if (stage.Shape.CanMerge)
                Linked(from, $"""
                    record_id in (select merged_into from {Records} where merged_into is not null) and c.{reference.Field.Name} in (
                        with recursive family(id) as (
                            select r.id from {Records} r where r.merged_into = record_id
                            union select r.id from {Records} r join family f on r.merged_into = f.id)
                        select id from family)
                    """);
        }
    }

    private void Linked(RecordShape from, string refers) => transaction.Execute($"""
        update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
        where class = {(int)RowClass.Changed} and left_out = 0 and trashed = 1
          and exists (select 1 from {Records} r where r.id = record_id and {Alive("r")})
          and exists (select 1 from {from.Table} c where {refers} and {from.Blocking(transaction.Engine, "c")})
        """, ("problem", ProblemJson("conflict.linked", FieldChange.Trashed)));

    /// <summary>
    /// Customers whose rows are in conflict, at most 1,000, with the reason: "number" when it has been taken, "leads" when it leads to another
    /// customer since a merge, "linked" when other records refer to it, "fixed" when it was issued, "moved" when it changed in the meantime.
    /// </summary>
    public static List<KeptChange> Left(WriteTransaction transaction, Stage stage)
    {
        var left = new Dictionary<long, string>();
        using (var command = transaction.Command(
            $"select record_id, problems from {stage.Rows} where class = {(int)RowClass.Conflict} and record_id is not null order by seq limit 1000"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) left[reader.GetInt64(0)] = ReasonOf(reader.GetString(1));
        var states = RecordStates.Read(transaction, stage.Shape, left.Keys);
        return [.. left.Select(l => new KeptChange(l.Key, NameOf(states.GetValueOrDefault(l.Key)), l.Value, l.Value is "number" or "leads" ? ["number"] : []))];
    }

    private static string ReasonOf(string problems) => problems.Contains("conflict.number", StringComparison.Ordinal) ? "number"
        : problems.Contains("number.leads", StringComparison.Ordinal) ? "leads"
        : problems.Contains("conflict.linked", StringComparison.Ordinal) ? "linked"
        : problems.Contains("conflict.fixed", StringComparison.Ordinal) ? "fixed" : "moved";

    private static string? NameOf(RecordState? state) => state?.Values.Shape.NameOf(state.Values);

    internal static string ProblemJson(string code, int field, string? argument = null, RecordShape? shape = null) =>
        JsonSerializer.Serialize(new[] { Problem.Of(shape ?? CustomerShape.Instance, field, code, argument ?? "") });

    private string Alive(string alias) => stage.Shape.Alive(transaction.Engine, alias);

    // The table of the records, and its unique column.
    private string Records => stage.Shape.Table;

    private string Unique => stage.Shape.Unique!.Name;

    private List<long> ChangedSince(long after)
    {
        using var command = transaction.Command($"""
            select s.seq from {stage.Rows} s left join {Records} c on c.id = s.record_id
            where s.class = {(int)RowClass.Changed} and s.left_out = 0 and (c.id is null or c.version <> s.base_version) and s.seq > @after
            order by s.seq limit {Portion}
            """, ("after", after));
        using var reader = command.ExecuteReader();
        var seqs = new List<long>();
        while (reader.Read()) seqs.Add(reader.GetInt64(0));
        return seqs;
    }

    private void Rebase(List<long> seqs)
    {
        var rows = new List<(long Seq, long Id, string Payload, bool Trashed)>();
        using (var command = transaction.Command($"select seq, record_id, payload, trashed from {stage.Rows} where seq in {Sql.InList(seqs)}"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3) == 1));
        var current = RecordStates.Read(transaction, stage.Shape, rows.ConvertAll(r => r.Id));
        var rewritten = new List<StagedRow>();
        foreach (var row in rows)
        {
            if (!current.TryGetValue(row.Id, out var state)) { MarkConflict([row.Seq], "conflict.gone"); continue; }
            var changes = Payload.Read(stage.Shape, row.Payload, creation: false);
            if (state.MergedInto is not null) { MarkConflict([row.Seq], "conflict.merged_into", argument: CalledNow(state)); continue; }
            if (state.Trashed && !changes.Exists(c => c.Field == FieldChange.Trashed)) { MarkConflict([row.Seq], "conflict.trashed"); continue; }
            var (left, conflict) = Against(state, changes);
            if (conflict is { } field) MarkConflict([row.Seq], "conflict.changed", field);
            else if (stage.Shape.Fixed(state.Values, left) is { } issued) MarkConflict([row.Seq], "conflict.fixed", issued.Ordinal);
            else rewritten.Add(Rewritten(row.Seq, state, left));
        }
        Replace(rewritten);
    }

    // "current = after" is already done; "current = before" continues; anything else is somebody else's value.
    private static (List<FieldChange> Left, int? Conflict) Against(RecordState state, List<FieldChange> changes)
    {
        var left = new List<FieldChange>();
        foreach (var change in changes)
        {
            var rest = change.Against(state.Value(change.Field), out var isConflict, bySpelling: true);
            if (isConflict) return (left, change.Field);
            if (rest is { } still) left.Add(still);
        }
        return (left, null);
    }

    private static StagedRow Rewritten(long seq, RecordState state, List<FieldChange> changes)
    {
        var after = Difference.Applied(state.Values, changes);
        var row = new StagedRow
        {
            Seq = seq,
            Class = changes.Count > 0 ? RowClass.Changed : RowClass.Unchanged,
            RecordId = state.Id,
            SeenVersion = state.Version,
            Values = after,
            Trashed = changes.Exists(c => c.Field == FieldChange.Trashed) ? changes.First(c => c.Field == FieldChange.Trashed).After == "1" : state.Trashed,
            FieldCount = changes.Count,
            Changes = changes,
        };
        state.Values.Shape.KeysOf(state.Values, after, row.Keys);
        return row;
    }

    /// <summary>Stores rows in the place of those with their numbers.</summary>
    public void Replace(List<StagedRow> rows)
    {
        if (rows.Count == 0) return;
        var seqs = Sql.InList(rows.Select(r => r.Seq));
        var lines = new Dictionary<long, long?>();
        using (var command = transaction.Command($"select seq, line from {stage.Rows} where seq in {seqs}"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) lines[reader.GetInt64(0)] = reader.NumberOrNull(1);
        transaction.Execute($"delete from {stage.Rows} where seq in {seqs}");
        transaction.Execute($"delete from {stage.Keys} where seq in {seqs}");
        using var writer = stage.WriterIn(transaction);
        foreach (var row in rows)
        {
            row.Line = lines[row.Seq];
            writer.Write(row);
        }
        writer.Complete();
    }

    /// <summary>The numbers in these rows, and those of their customers.</summary>
    public IEnumerable<string> NumbersOf(IEnumerable<long> seqs)
    {
        var numbers = new List<string>();
        if (stage.Shape.Unique is null) return numbers;
        using var command = transaction.Command(
            $"select s.{Unique}, c.{Unique} from {stage.Rows} s left join {Records} c on c.id = s.record_id where s.seq in {Sql.InList(seqs)}");
        using var rows = command.ExecuteReader();
        while (rows.Read())
            for (var i = 0; i < 2; i++)
                if (rows.TextOrNull(i) is { } number) numbers.Add(number);
        return numbers;
    }

    /// <summary>The rows with one of these numbers, and those with a number that such a row gives up, and so on.</summary>
    public List<long> AboutNumbers(IEnumerable<string> numbers)
    {
        var seqs = new HashSet<long>();
        var known = numbers.ToHashSet(StringComparer.Ordinal);
        for (var open = known.ToList(); open.Count > 0;)
        {
            using var command = transaction.Command($"""
                select s.seq, c.{Unique} from {stage.Rows} s left join {Records} c on c.id = s.record_id
                where s.{Unique} {transaction.Engine.OneOf()} and s.left_out = 0
                  and (s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) or {ForItsNumber})
                """, ("list", transaction.Engine.Texts(open)));
            open = [];
            using var rows = command.ExecuteReader();
            while (rows.Read())
                if (seqs.Add(rows.GetInt64(0)) && rows.TextOrNull(1) is { } given && known.Add(given)) open.Add(given);
        }
        return [.. seqs];
    }

    /// <summary>Checks again whether the numbers of these rows are taken: rows in conflict only for that may be free now.</summary>
    public void NumbersAgain(IReadOnlyList<long> seqs)
    {
        if (seqs.Count == 0) return;
        var only = $" and s.seq in {Sql.InList(seqs)}";
        transaction.Execute($"""
            update {stage.Rows} set class = case when record_id is null then {(int)RowClass.New} else {(int)RowClass.Changed} end, problems = null
            where seq in (select s.seq from {stage.Rows} s where {ForItsNumber}{only})
            """);
        while (NumbersTaken(only) + NumbersTwice(only) > 0) { }
    }

    private static string ForItsNumber =>
        $"(s.class = {(int)RowClass.Conflict} and (s.payload is not null or s.new_no is not null) and s.problems like '%\"conflict.number\"%')";

    // A number is taken if a live customer keeps it, but not if this very set frees it.
    private long NumbersTaken(string only = "") =>
        transaction.Number("select value from counter where name = @records", ("records", stage.Shape.Table)) == 0 ? 0 : transaction.Execute($"""
        update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
        where seq in (
            select s.seq from {stage.Rows} s join {Records} c on c.{Unique} = s.{Unique}
            where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and s.left_out = 0 and s.trashed = 0 and s.{Unique} is not null
              and {NotMerging}{NotAbsorbed} and {Alive("c")} and c.id <> coalesce(s.record_id, 0){only}
              and not exists (
                select 1 from {stage.Rows} o
                where o.record_id = c.id and o.class = {(int)RowClass.Changed} and o.left_out = 0 and o.operation <> {(int)RowOperation.ItemsOnly}
                  and (o.trashed = 1 or o.new_no > 0
                    or (o.operation = {(int)RowOperation.Values} and o.{Unique} is distinct from s.{Unique}))))
        """, ("problem", ProblemJson("conflict.number", stage.Shape.Unique!.Ordinal, shape: stage.Shape)));

    // One that is merged by this very set gives its number up.
    private static string NotMerging => $"not (s.class = {(int)RowClass.Changed} and coalesce(s.new_no, 0) > 0)";

    // A record that stays merged into another keeps its number without owning it.
    private string NotAbsorbed => !stage.Shape.CanMerge ? "" : $"""
         and (s.new_no = 0 or not exists (select 1 from {Records} m where m.id = s.record_id and m.merged_into is not null))
        """;

    // Two rows that would both end up with the same number: the first keeps it. Only rows that bring or wake a number can clash.
    private long NumbersTwice(string only = "") => transaction.WithSmallSorts(() => transaction.Execute($"""
        update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem
        where seq in (
            select twice.seq from (
                select s.seq, row_number() over (partition by s.{Unique} order by s.seq) as place from {stage.Rows} s left
                    join {Records} c on c.id = s.record_id
                where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and s.operation = {(int)RowOperation.Values} and s.left_out = 0
                  and s.trashed = 0 and s.{Unique} is not null{only} and {NotMerging}{NotAbsorbed}
                  and (c.id is null or {transaction.Engine.Yes("c.trashed")} or c.{Unique} is distinct from s.{Unique})) twice
            where twice.place > 1)
        """, ("problem", ProblemJson("conflict.number", stage.Shape.Unique!.Ordinal, shape: stage.Shape))));

    // Nothing that tells who it is: its number, or else its ID.
    private string CalledNow(RecordState merged)
    {
        var root = MergedFamily.Root(transaction.Connection, stage.Shape, merged.Id);
        var number = stage.Shape.Unique is { } unique ? RecordStates.Read(transaction, stage.Shape, [root])[root].Values[unique.Ordinal] : null;
        return number ?? root.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void MarkConflict(List<long> seqs, string code, int field = FieldChange.Trashed, string? argument = null) =>
        transaction.Execute($"update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem where seq in {Sql.InList(seqs)}",
            ("problem", ProblemJson(code, field, argument, stage.Shape)));

    /// <summary>The rows that are in conflict at this moment.</summary>
    public static HashSet<long> RowsIn(WriteTransaction transaction, Stage stage)
    {
        var seqs = new HashSet<long>();
        using var command = transaction.Command($"select seq from {stage.Rows} where class = {(int)RowClass.Conflict} and left_out = 0");
        using var reader = command.ExecuteReader();
        while (reader.Read()) seqs.Add(reader.GetInt64(0));
        return seqs;
    }
}
