using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>
/// The records of a kind without a number that some rows may be about, by their natural keys (<see cref="RecordKind.NaturalKeys"/>): contacts by company and
/// e-mail address, links by both customers.
/// </summary>
internal sealed class NaturalKeys
{
    private readonly RecordKind kind;
    private readonly KindContext context;
    private readonly Dictionary<string, List<RecordState>> byKey = new(StringComparer.Ordinal);

    private NaturalKeys(RecordKind kind, KindContext context) => (this.kind, this.context) = (kind, context);

    /// <summary>Reads them.</summary>
    /// <param name="rows">The values of the rows, as far as they say which record they are about.</param>
    public static NaturalKeys Of(DbConnection reader, Engine engine, RecordKind kind, IReadOnlyList<RecordValues> rows, KindContext context)
    {
        var known = new NaturalKeys(kind, context);
        if (rows.Count > 0) known.Read(reader, engine, rows);
        return known;
    }

    /// <summary>What a row is known by, the best first.</summary>
    public IEnumerable<string> KeysOf(RecordValues row) => kind.NaturalKeys(Rooted(row), isRow: true);

    /// <summary>The records that are known by a key.</summary>
    public IReadOnlyList<RecordState> With(string key) => byKey.GetValueOrDefault(key) ?? [];

    private void Read(DbConnection reader, Engine engine, IReadOnlyList<RecordValues> rows)
    {
        var shape = kind.Shape;
        var isText = kind.NaturalKeyFields[0].Kind != FieldKind.Reference;
        var given = rows.SelectMany(r => kind.NaturalKeyFields.Select(f => r[f])).OfType<string>().Distinct().ToList();
        if (given.Count == 0) return;
        var found = new List<RecordState>();
        foreach (var portion in isText ? [given] : Whose(reader, given).Chunk(RecordStates.Portion).Select(p => p.ToList()))
        {
            var list = isText ? engine.OneOf() : "in " + Sql.InList([.. portion.Select(Number)]);
            using var command = reader.Query(RecordStates.Select(shape, engine,
                $"({string.Join(" or ", kind.NaturalKeyFields.Select(f => $"c.{f.Name} {list}"))}) and {shape.Alive(engine, "c")}") + " order by c.id",
                isText ? [("list", engine.Texts(portion))] : []);
            using var states = command.ExecuteReader();
            while (states.Read()) found.Add(RecordStates.At(shape, states));
        }
        var customers = kind.Fields.Where(f => f.To == "customers").ToList();
        context.Know(CustomerShape.Instance, found.SelectMany(s => customers.Select(f => s.Values[f])).OfType<string>().Select(Number));
        foreach (var state in found.DistinctBy(s => s.Id))
            foreach (var key in kind.NaturalKeys(Rooted(state.Values), isRow: false).Distinct())
            {
                if (!byKey.TryGetValue(key, out var states)) byKey.Add(key, states = []);
                states.Add(state);
            }
    }

    // Records of customers who were merged into those of the rows are theirs too.
    private IEnumerable<string> Whose(DbConnection reader, List<string> given)
    {
        var ids = given.Select(Number);
        if (kind.NaturalKeyFields[0].To == "customers") ids = MergedFamily.Below(reader, CustomerShape.Instance, [.. ids]);
        return ids.Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture));
    }

    private RecordValues Rooted(RecordValues values)
    {
        var rooted = values.Copy();
        foreach (var field in kind.Fields.Where(f => f.To == "customers"))
            if (values[field] is { } id && context.CustomerOf(Number(id)) is { } root) rooted[field] = root.Id.ToString(CultureInfo.InvariantCulture);
        return rooted;
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
