using System.Data.Common;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>What some rows speak of, looked up together: the records themselves, their customers, and the records that they point at.</summary>
internal sealed class KnownRecords
{
    /// <summary>Fields by which a record is known besides its ID and its number, within its shop if it has one.</summary>
    private static readonly string[] OtherKeys = ["external_number", "message_id", "code"];

    private readonly RecordKind kind;
    private readonly RecordColumns columns;
    private readonly Dictionary<(string Field, string Text), List<RecordState>> byKey = [];
    private readonly Dictionary<(int Kind, string Number), List<(long Id, string? Shop)>> pointedAt = [];

    private KnownRecords(RecordKind kind, RecordColumns columns) => (this.kind, this.columns) = (kind, columns);

    /// <summary>The records named by ID, in the trash or not.</summary>
    public Dictionary<long, RecordState> ById { get; private set; } = [];

    public CustomerFinder Customers { get; private set; } = null!;

    /// <summary>The fields by which a row may be known, the number first.</summary>
    public static IEnumerable<KindField> KeysOf(RecordKind kind) =>
        new[] { kind.Number }.Concat(OtherKeys.Select(kind.By)).OfType<KindField>().Where(f => f.Name != "code" || kind.Key == "shops");

    public static KnownRecords Of(DbConnection reader, Engine engine, RecordKind kind, RecordColumns columns, IReadOnlyList<SourceRow> rows,
        KindContext context)
    {
        var known = new KnownRecords(kind, columns);
        known.ById = RecordStates.Read(reader, engine, kind.Shape,
            [.. rows.Select(r => NumberOf(RecordColumns.Cell(r, columns.Id)) ?? 0).Where(id => id > 0).Distinct()]);
        foreach (var key in KeysOf(kind)) known.AddKey(reader, engine, rows, key);
        known.AddPointedAt(reader, engine, rows);
        var customers = kind.Fields.Where(f => f.To == "customers").ToList();
        known.Customers = CustomerFinder.Of(reader, engine,
            [.. rows.SelectMany(r => r.Numbers), .. customers.SelectMany(f => known.Cells(rows, columns.Numbers, f))],
            customers.SelectMany(f => known.Cells(rows, columns.Emails, f)));
        known.Know(context, rows, customers);
        return known;
    }

    /// <summary>The records outside the trash with this value, of this shop.</summary>
    /// <param name="shop">Null for any.</param>
    public IReadOnlyList<RecordState> With(KindField key, string text, string? shop) => byKey.TryGetValue((key.Name, Stored(key, text)), out var states)
        ? kind.Shop is { } of && shop is not null && key.Name != "code" ? states.FindAll(s => s.Values[of] == shop) : states : [];

    /// <summary>The records with this number that a field may point at: those of the shop, or else of any.</summary>
    public IReadOnlyList<long> PointedAt(KindField field, string number, string? shop)
    {
        if (!pointedAt.TryGetValue((KindNumbers.Of(field.To!), number.Trim()), out var found)) return [];
        var here = found.FindAll(f => f.Shop == shop);
        return [.. (here.Count > 0 ? here : found).Select(f => f.Id).Distinct()];
    }

    /// <summary>A whole number; null for anything else.</summary>
    public static long? NumberOf(string? text) => long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The code of a shop has capitals, however a file writes it.
    private static string Stored(KindField key, string text) => key.Name == "code" ? text.Trim().ToUpperInvariant() : text.Trim();

    private void AddKey(DbConnection reader, Engine engine, IReadOnlyList<SourceRow> rows, KindField key)
    {
        var texts = Cells(rows, columns.Fields, key).Select(t => Stored(key, t)).Distinct().ToList();
        if (texts.Count == 0) return;
        using var command = reader.Query(RecordStates.Select(kind.Shape, engine, $"c.{key.Name} {engine.OneOf()} and {kind.Shape.Alive(engine, "c")}")
            + " order by c.id", ("list", engine.Texts(texts)));
        using var found = command.ExecuteReader();
        while (found.Read())
        {
            var state = RecordStates.At(kind.Shape, found);
            var at = (key.Name, state.Values[key]!);
            if (!byKey.TryGetValue(at, out var states)) byKey.Add(at, states = []);
            states.Add(state);
        }
    }

    private void AddPointedAt(DbConnection reader, Engine engine, IReadOnlyList<SourceRow> rows)
    {
        foreach (var group in kind.Fields.Where(f => f.To is not null and not ("customers" or "shops")).GroupBy(f => f.To!))
        {
            var texts = group.SelectMany(f => Cells(rows, columns.Numbers, f)).Select(t => t.Trim()).Distinct().ToList();
            if (texts.Count == 0 || RecordKinds.Find(group.Key) is not { } to) continue;
            foreach (var key in new[] { to.NamedBy, to.By("external_number") }.OfType<KindField>())
            {
                using var command = reader.Query($"select c.{key.Name}, c.id, {(to.Shop is { } shop ? $"cast(c.{shop.Name} as text)" : "null")} "
                    + $"from {to.Shape.Table} c where c.{key.Name} {engine.OneOf()} and {to.Shape.Alive(engine, "c")} order by c.id",
                    ("list", engine.Texts(texts)));
                using var found = command.ExecuteReader();
                while (found.Read())
                {
                    var at = (to.Shape.Kind, found.GetString(0));
                    if (!pointedAt.TryGetValue(at, out var ids)) pointedAt.Add(at, ids = []);
                    ids.Add((found.GetInt64(1), found.TextOrNull(2)));
                }
            }
        }
    }

    // Rules ask for the customers of each row, and for the records that it points at.
    private void Know(KindContext context, IReadOnlyList<SourceRow> rows, List<KindField> ofCustomers)
    {
        var ids = Customers.All.ToHashSet();
        foreach (var field in ofCustomers)
        {
            ids.UnionWith(Cells(rows, columns.Fields, field).Select(c => NumberOf(c) ?? 0).Where(id => id > 0));
            foreach (var state in ById.Values.Concat(byKey.Values.SelectMany(s => s)))
                if (NumberOf(state.Values[field]) is { } id) ids.Add(id);
        }
        context.Know(CustomerShape.Instance, ids);
        var kept = ids;
        for (var steps = 0; steps < 100; steps++)
        {
            kept = [.. kept.Select(id => ((CustomerState?)context.Find(CustomerShape.Instance, id))?.MergedInto ?? 0).Where(id => id > 0)];
            if (kept.Count == 0) break;
            context.Know(CustomerShape.Instance, kept);
        }
        foreach (var field in kind.Fields.Where(f => f.To is not null and not ("customers" or "shops")))
        {
            var to = RecordShapes.Of(KindNumbers.Of(field.To!));
            context.Know(to, Cells(rows, columns.Fields, field).Select(c => NumberOf(c) ?? 0).Where(id => id > 0)
                .Concat(pointedAt.Where(p => p.Key.Kind == to.Kind).SelectMany(p => p.Value.Select(v => v.Id))));
        }
    }

    private IEnumerable<string> Cells(IReadOnlyList<SourceRow> rows, IReadOnlyDictionary<int, int> of, KindField field) =>
        of.TryGetValue(field.Ordinal, out var column) ? rows.Select(r => RecordColumns.Cell(r, column)).OfType<string>() : [];
}
