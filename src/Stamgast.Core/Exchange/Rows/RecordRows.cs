using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>Turns the records of a file into staged rows, some hundred at a time: what they name is looked up together.</summary>
internal sealed class RecordRows : IDisposable
{
    private readonly Base customers;
    private readonly RecordKind kind;
    private readonly RecordColumns columns;
    private readonly ExchangeOptions options;
    private readonly DbConnection reader;
    private readonly KindContext context;
    private readonly KnownShops shops;
    private readonly NewCustomers? made;
    private readonly CustomerUpdates? updates;
    private readonly HashSet<int> added = [];
    private readonly Dictionary<long, long> lineOfId = [];
    private readonly Dictionary<string, long> lineOfKey = new(StringComparer.Ordinal);
    private readonly long[] counts;
    private KnownRecords known = null!;
    private NaturalKeys? natural;
    private long seq;
    private long created;

    public RecordRows(Base customers, RecordKind kind, Viewer viewer, TimeProvider clock, RecordColumns columns, ExchangeOptions options)
    {
        (this.customers, this.kind, this.columns, this.options) = (customers, kind, columns, options);
        reader = customers.OpenReader();
        context = new KindContext(customers, viewer, clock);
        shops = new KnownShops(customers, context.Today);
        // Both are prepared, so that the preview can say what they would do, and switch them.
        made = kind.Customer is not null ? new NewCustomers(customers, context, columns) : null;
        updates = CustomerUpdates.Of(customers, context, kind, columns);
        counts = new long[kind.Fields.Count];
    }

    /// <summary>The number of rows that change each field, by field name.</summary>
    public Dictionary<string, long> FieldCounts =>
        kind.Fields.Where(f => counts[f.Ordinal] > 0).ToDictionary(f => f.Name, f => counts[f.Ordinal]);

    /// <summary>The number of customers that the rows can add.</summary>
    public long NewCustomers => added.Count;

    /// <summary>The number of rows that need one of them.</summary>
    public long WithNewCustomer { get; private set; }

    /// <summary>The number of customers whose address or phone numbers differ; null when the file has neither.</summary>
    public long? ChangingCustomers => updates?.Count;

    /// <summary>The rows whose changes of their customer no longer count, since another row came later.</summary>
    public IReadOnlyList<long> Superseded => updates?.Superseded ?? [];

    /// <summary>The number of rows whose customer was found by address.</summary>
    public long ByEmail { get; private set; }

    /// <summary>The number of rows with what a merged customer was known by.</summary>
    public long ByMerged { get; private set; }

    public void Run(RecordSource source, StageWriter writer, IProgress<(long Done, long? Total)>? progress, CancellationToken cancel)
    {
        var portion = new List<SourceRow>();
        for (var more = true; more;)
        {
            cancel.ThrowIfCancellationRequested();
            portion.Clear();
            while (portion.Count < RecordStates.Portion && (more = source.Read() is { } row && Add(row))) { }
            context.Forget();
            known = KnownRecords.Of(reader, customers.Engine, kind, columns, portion, context);
            natural = kind.NaturalKeyFields.Count == 0 ? null : NaturalKeys.Of(reader, customers.Engine, kind, [.. portion.Select(ReadOf)], context);
            foreach (var row in portion) writer.Write(Staged(row));
            progress?.Report((seq, null));
        }

        bool Add(SourceRow row)
        {
            portion.Add(row);
            return true;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        updates?.Dispose();
        context.Dispose();
        reader.Dispose();
    }

    private StagedRow Staged(SourceRow row)
    {
        var staged = new StagedRow { Seq = ++seq, Line = row.Line };
        var given = new GivenTexts(row, kind, columns, known, context, shops, made, options.Empty == EmptyCells.Clear);
        if (given.Shop is null && given.ShopText is { } unknown)
            return Refuse(staged, row, RowClass.Error, kind.Shop, "exchange.shop", unknown, shops.Codes);
        if (Match(staged, row, given, out var state) is { } refused) return refused;
        staged = Compared(staged, row, given, state);
        if (staged.Class is not (RowClass.Error or RowClass.Conflict) && given.Customer?.Id is { } id && context.CustomerOf(id) is { } customer)
            updates?.Compare(staged, row, customer);
        return staged;
    }

    private StagedRow Compared(StagedRow staged, SourceRow row, GivenTexts given, RecordState? state)
    {
        if (state is null) return options.Mode == ImportMode.Update
            ? Refuse(staged, row, RowClass.Error, null, "exchange.mode.update", given.Key ?? "") : New(staged, row, given);
        staged.RecordId = state.Id;
        if (!lineOfId.TryAdd(state.Id, row.Line))
            return Refuse(staged, row, RowClass.Error, null, "exchange.twice", given.Key ?? "", Text(lineOfId[state.Id]));
        if (state.Trashed) return Refuse(staged, row, RowClass.Conflict, null, "exchange.trashed", given.Key ?? "");
        if (options.Mode != ImportMode.Create) return Changed(staged, row, given, state);
        staged.Class = RowClass.Unchanged;
        return staged;
    }

    // The record that the row is about; the refusal if that cannot be said.
    private StagedRow? Match(StagedRow staged, SourceRow row, GivenTexts given, out RecordState? state)
    {
        state = null;
        if (RecordColumns.Cell(row, columns.Id) is { } id)
            return KnownRecords.NumberOf(id) is { } number && known.ById.TryGetValue(number, out state) ? null
                : Refuse(staged, row, RowClass.Error, null, "exchange.id", id);
        foreach (var key in KnownRecords.KeysOf(kind))
        {
            if (given.CellOf(key) is not { } text) continue;
            var found = known.With(key, text, given.ShopToMatch);
            if (found.Count > 1) return Refuse(staged, row, RowClass.Error, key, "exchange.several", text);
            if (found.Count == 1)
            {
                state = found[0];
                return null;
            }
            var at = $"{key.Name} {given.Shop}:{text.Trim()}";
            if (!lineOfKey.TryAdd(at, row.Line)) return Refuse(staged, row, RowClass.Error, key, "exchange.twice", text, Text(lineOfKey[at]));
        }
        return natural is null ? null : MatchByNaturalKey(staged, row, natural, out state);
    }

    // A kind without a number: by what its records are known by.
    private StagedRow? MatchByNaturalKey(StagedRow staged, SourceRow row, NaturalKeys records, out RecordState? state)
    {
        state = null;
        var read = ReadOf(row);
        var keys = records.KeysOf(read).ToList();
        foreach (var key in keys)
        {
            var found = records.With(key);
            if (found.Count > 1) return Refuse(staged, row, RowClass.Error, null, "exchange.alike", Said(read));
            if (found.Count == 0) continue;
            state = found[0];
            return null;
        }
        return keys.Count == 0 || lineOfKey.TryAdd(keys[0], row.Line) ? null
            : Refuse(staged, row, RowClass.Error, null, "exchange.twice", Said(read), Text(lineOfKey[keys[0]]));
    }

    private string Said(RecordValues row) => kind.NameOf(row) ?? string.Join(" – ", kind.Fields.Where(f => f.To == "customers" && row[f] is not null)
        .Select(f => NameOfCustomer(row[f])));

    // What a row says of the record that it is about; what cannot be read is refused later.
    private RecordValues ReadOf(SourceRow row)
    {
        var values = kind.Shape.Blank();
        foreach (var (at, text) in new GivenTexts(row, kind, columns, known, context, shops, null, clears: false).For(kind.Shape.Blank(), isNew: true))
            if (text is not null && RecordRules.Read(kind.Fields[at], text, null, context) is { Problem: null } reading) values[at] = reading.Value;
        return values;
    }

    private StagedRow New(StagedRow staged, SourceRow row, GivenTexts given)
    {
        var (values, problems) = JudgedNew(given);
        if (given.Customer is { IsMade: true })
            staged.OtherProblems = JsonSerializer.Serialize(
                JudgedNew(new GivenTexts(row, kind, columns, known, context, shops, null, options.Empty == EmptyCells.Clear)).Problems);
        if (problems.Count > 0) return Refuse(staged, row, problems);
        if (given.Customer?.New is null) Issue(values);
        (staged.Class, staged.NewNumber, staged.Values) = (RowClass.New, ++created, values);
        staged.FieldCount = kind.Fields.Count(f => !f.IsDerived && values[f] is { } value && value != f.Default);
        Say(staged, row, given);
        return staged;
    }

    private (RecordValues Values, List<Problem> Problems) JudgedNew(GivenTexts given)
    {
        var texts = given.For(kind.Shape.Blank(), isNew: true);
        kind.Arriving(texts, kind.Shape.Blank(), null, context);
        var judged = RecordRules.Judge(kind, new GivenRecord(kind.Shape.Blank(), texts), context, GivenBy.Steps);
        var problems = ProblemsOf(given, judged);
        if (problems.Count == 0)
            problems.AddRange(kind.Unbelievable(judged.Values, context).Select(p => Problem.Of(kind.Shape, p.Field.Ordinal, p.Code, p.Text, p.Detail)));
        return (judged.Values, problems);
    }

    private StagedRow Changed(StagedRow staged, SourceRow row, GivenTexts given, RecordState state)
    {
        var texts = given.For(state.Values, isNew: false);
        kind.Arriving(texts, state.Values, state.Id, context);
        // Judged as if it could be changed: what is written otherwise and means the same is no change.
        var open = state.Values.Copy();
        if (kind.State is { } standing && kind.States.FirstOrDefault(s => s.IsDraft) is { } draft) open[standing] = draft.Code;
        var judged = RecordRules.Judge(kind, new GivenRecord(open, texts), context, GivenBy.Steps);
        var values = judged.Values;
        if (kind.State is { } field && !texts.ContainsKey(field.Ordinal)) values[field] = state.Values[field];
        var problems = ProblemsOf(given, judged);
        if (problems.Count > 0) return Refuse(staged, row, problems);
        kind.Shape.Derive(values);
        var changes = Difference.Between(state.Values, values);
        staged.Class = changes.Count == 0 ? RowClass.Unchanged : RowClass.Changed;
        if (changes.Count == 0)
        {
            Say(staged, row, given);
            return staged;
        }
        if (RecordColumns.Cell(row, columns.Version) is { } version && KnownRecords.NumberOf(version) != state.Version)
            return Refuse(staged, row, RowClass.Conflict, null, "exchange.version", version, Text(state.Version));
        if (Protected(state, changes) is { } kept) return Refuse(staged, row, RowClass.Conflict, kept.Field, kept.Code, kept.Text, kept.Detail);
        (staged.SeenVersion, staged.Values, staged.KeepsWords) = (state.Version, values, true);
        (staged.Changes, staged.FieldCount) = (changes, changes.Count);
        foreach (var change in changes) counts[change.Field]++;
        Say(staged, row, given);
        return staged;
    }

    // What was issued is never given to another customer, and what is booked is never overwritten.
    private FieldProblem? Protected(RecordState state, List<FieldChange> changes)
    {
        var called = kind.NameOf(state.Values) ?? Text(state.Id);
        foreach (var change in changes)
        {
            var field = kind.Fields[change.Field];
            if (field == kind.Customer && kind.StateOf(state.Values) is { IsDraft: false } && kind.States.Any(s => s.IsDraft))
                return new FieldProblem(field, "exchange.customer.other", called, NameOfCustomer(state.Values[field]));
            if (field == kind.State && StepOf(state, change.After) is { } problem) return new FieldProblem(field, problem, called);
            if (kind.IsFixed(field, state.Values)) return new FieldProblem(field, "exchange.fixed", called, Shown(field, state.Values[field]));
        }
        return null;
    }

    // A draft is issued by its step alone, which gives the number, keeps the customer and asks what the kind asks; other steps are asked too.
    private string? StepOf(RecordState state, string? to)
    {
        if (kind.StateOf(state.Values) is { IsDraft: true } && kind.States.Any(s => s.Code == to && !s.IsDraft)) return "exchange.draft";
        return kind.Steps.FirstOrDefault(s => s.To == to && s.From.Contains(state.Values[kind.State!])) is { } step
            && kind.Refuses(step, state, context) is not null ? "exchange.step" : null;
    }

    private string NameOfCustomer(string? id) =>
        KnownRecords.NumberOf(id) is { } number && context.CustomerOf(number) is { } customer ? customer.Values.DisplayName ?? Text(number) : id ?? "";

    private static string Shown(KindField field, string? value) => field.Kind == FieldKind.Amount && value is not null
        ? Amount.Of(value).ToString("0.00##", CultureInfo.InvariantCulture) : field.Kind == FieldKind.Map ? "…" : value ?? "–";

    private static List<Problem> ProblemsOf(GivenTexts given, JudgedRecord judged)
    {
        var problems = given.Problems.ToList();
        foreach (var problem in judged.Problems)
            if (!given.Explains(problem)) problems.Add(Problem.Of(judged.Values.Shape, problem.Field.Ordinal, problem.Code, problem.Text, problem.Detail));
        return problems;
    }

    // A document that was issued elsewhere keeps the customer as they are now.
    private void Issue(RecordValues values)
    {
        if (kind.IssuedTo is not { } issued || kind.StateOf(values) is not { IsDraft: false } || values[issued] is not null) return;
        if (kind.Customer is { } of && KnownRecords.NumberOf(values[of]) is { } id && context.CustomerOf(id) is { } customer)
            values[issued] = IssuedCustomer.Of(customer.Values);
    }

    private void Say(StagedRow staged, SourceRow row, GivenTexts given)
    {
        var remarks = given.Remarks;
        if (remarks.Any(r => r.Code == "exchange.customer.by_email")) ByEmail++;
        if (remarks.Any(r => r.Code == "exchange.customer.merged")) ByMerged++;
        if (row.Remark is { } said) remarks = [.. remarks, new Problem(-1, said, "")];
        if (remarks.Count > 0) staged.Problems = JsonSerializer.Serialize(remarks);
        if (given.Customer?.New is not { } customer) return;
        // Until it is applied, the row keeps what is known of its customer, and what to show if none are added.
        (staged.NewCustomer, staged.Cells) = (JsonSerializer.Serialize(Rows.NewCustomers.Write(customer)), JsonSerializer.Serialize(row.Cells));
        WithNewCustomer++;
        added.Add(customer.Place);
    }

    private static StagedRow Refuse(StagedRow staged, SourceRow row, IReadOnlyList<Problem> problems)
    {
        (staged.Class, staged.Cells, staged.Problems) = (RowClass.Error, JsonSerializer.Serialize(row.Cells), JsonSerializer.Serialize(problems));
        return staged;
    }

    private StagedRow Refuse(StagedRow staged, SourceRow row, RowClass why, RecordField? field, string code, string text, string? detail = null)
    {
        Refuse(staged, row, [Problem.Of(kind.Shape, field?.Ordinal ?? -1, code, text.Trim(), detail)]);
        staged.Class = why;
        return staged;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
