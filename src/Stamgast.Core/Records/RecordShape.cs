using System.Collections.Frozen;
using Stamgast.Database;

namespace Stamgast.Records;

/// <summary>
/// The shape of a kind of record: its table, its fields, and its lookup keys and search words. Change sets, proposals, history and undo take a shape
/// and know no kinds. The table has the columns id, version, trashed, created_at, changed_at, those of the fields under their names, and the
/// <see cref="Derived"/> ones.
/// </summary>
public abstract class RecordShape
{
    private readonly FrozenDictionary<string, RecordField> byName;

    /// <param name="kind">The number under which its items are stored, never used for another kind.</param>
    /// <param name="key">Its name in commands, files and addresses: "customers".</param>
    /// <param name="table">Its table, also its counter: "customer".</param>
    /// <param name="fields">Its fields, by ordinal.</param>
    /// <exception cref="ArgumentException">Two fields have one name or alias, or an ordinal is not the place of its field.</exception>
    protected RecordShape(int kind, string key, string table, IReadOnlyList<RecordField> fields)
    {
        (Kind, Key, Table, Fields) = (kind, key, table, fields);
        // Every start of the program runs this: generic code for pairs or numbers would be compiled each time.
        var names = new Dictionary<string, RecordField>(StringComparer.Ordinal);
        for (var at = 0; at < fields.Count; at++)
        {
            if (fields[at].Ordinal != at) throw new ArgumentException($"The fields of {key} are out of order.", nameof(fields));
            names.Add(fields[at].Name, fields[at]);
            foreach (var alias in fields[at].Aliases) names.Add(alias, fields[at]);
        }
        byName = names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The number under which its items are stored.</summary>
    public int Kind { get; }

    /// <summary>Its name in commands, files and addresses, plural: "customers".</summary>
    public string Key { get; }

    /// <summary>Its table, and the counter of its IDs.</summary>
    public string Table { get; }

    /// <summary>The beginning of the codes of its refusals (<see cref="Refusals"/>).</summary>
    public virtual string RefusalFamily => Table;

    /// <summary>Its fields, by ordinal.</summary>
    public IReadOnlyList<RecordField> Fields { get; }

    /// <summary>Columns that are made of the values by <see cref="Deriver"/>: some of sort_core and sort_full.</summary>
    public virtual IReadOnlyList<string> Derived => [];

    /// <summary>The table of its lookup keys (kind, key, <c>{Table}_id</c>); null when it has none.</summary>
    public virtual string? KeyTable => null;

    /// <summary>The table of its search words; null when it has none.</summary>
    public virtual string? WordTable => null;

    /// <summary>The field that is unique among records outside the trash; null without one.</summary>
    public virtual RecordField? Unique => null;

    /// <summary>Its fields that point at other records.</summary>
    public virtual IReadOnlyList<RecordReference> References => [];

    /// <summary>
    /// True when a proposal's file on SQLite leaves out the payloads and search words of new records, since functions of the engine make both from
    /// the values (<see cref="Changes.SqliteFunctions"/>).
    /// </summary>
    internal virtual bool IsMadeBySqlite => false;

    /// <summary>True when files of this kind bring customers along: the rows of its proposals then have columns for them.</summary>
    public virtual bool BringsCustomers => false;

    /// <summary>The field with this name, or formerly with it; null without one.</summary>
    public RecordField? ByName(string name) => byName.GetValueOrDefault(name);

    /// <summary>True when its records can be merged into others (D3); its table then has the column merged_into.</summary>
    public virtual bool CanMerge => false;

    /// <summary>The field of a payload: one of these, or <see cref="RecordField.Trashed"/>; null without one.</summary>
    public RecordField? InPayload(string name) =>
        name == RecordField.Trashed.Name ? RecordField.Trashed : !CanMerge ? ByName(name)
        : name == RecordField.MergedInto.Name ? RecordField.MergedInto
        : name.EndsWith(RecordField.PartEnd, StringComparison.Ordinal) ? ByName(name[..^RecordField.PartEnd.Length])?.AsPart : ByName(name);

    /// <summary>Values that are all empty.</summary>
    public virtual RecordValues NewValues() => new(this);

    /// <summary>Values on which nothing was filled in: each field has its default.</summary>
    public RecordValues Blank() => Filled(f => f.Default);

    /// <summary>The initial values of a creation that stores no defaults (<see cref="RecordField.FirstDefault"/>).</summary>
    public RecordValues FirstBlank() => Filled(f => f.FirstDefault);

    /// <summary>A record of this kind.</summary>
    public virtual RecordState StateOf(long id, int version, RecordValues values, bool trashed) => new(id, version, values, trashed);

    /// <summary>The name people use for the record; null without one.</summary>
    public virtual string? NameOf(RecordValues values) => null;

    /// <summary>
    /// The state of the record, such as "open", for a kind that blocks others (<see cref="RecordReference.Blocks"/>); null without one.
    /// </summary>
    public virtual string? Standing(RecordValues values) => null;

    /// <summary>True when a change of these fields, by ordinal, alters none of its search words.</summary>
    public virtual bool KeepsWords(IEnumerable<int> changed) => WordTable is null;

    /// <summary>The condition that a record is neither in the trash nor absorbed by another.</summary>
    public virtual string Alive(Engine engine, string alias) => engine.No(alias + ".trashed");

    /// <summary>The condition that a record keeps those in place to which it points (<see cref="RecordReference.Blocks"/>).</summary>
    public virtual string Blocking(Engine engine, string alias) => Alive(engine, alias);

    /// <summary>Columns of other records that sum these up, such as what was paid on an invoice. They follow every change within its transaction.</summary>
    public virtual IReadOnlyList<RecordTally> Tallies => [];

    /// <summary>The record of another kind whose customer these have; null when they are about none.</summary>
    public virtual FollowedRecord? HangsOn => null;

    /// <summary>How customers name these records; null when they do not.</summary>
    public virtual CarriedName? Carries => null;

    /// <summary>True when <see cref="Fixed"/> may name a field.</summary>
    public virtual bool HasFixed => false;

    /// <summary>
    /// A field that these changes may not change any more, whatever door they come by: that of a document which was issued since they were made. Null
    /// when they may. Steps are asked for themselves.
    /// </summary>
    /// <param name="now">The present values.</param>
    public virtual RecordField? Fixed(RecordValues now, IReadOnlyList<FieldChange> changes) => null;

    /// <summary>The <see cref="Unique"/> value as people know it.</summary>
    public virtual string Known(string unique) => unique;

    /// <summary>Fills in the lookup keys that come and go; before is null for a new record.</summary>
    internal virtual void KeysOf(RecordValues? before, RecordValues after, List<KeyChange> changes) => changes.Clear();

    /// <summary>Makes the derived fields of the others (<see cref="RecordField.IsDerived"/>).</summary>
    public virtual void Derive(RecordValues values) { }

    /// <summary>Makes the derived columns; one for each writer, since it has buffers of its own.</summary>
    internal virtual RecordDeriver Deriver() => RecordDeriver.None;

    /// <summary>Other data that a kind stores when rows are written, within their transaction.</summary>
    /// <param name="rows">The staged rows; those of class New and Changed that are not left out count.</param>
    /// <param name="keys">Their keys.</param>
    internal virtual void Written(WriteTransaction transaction, string rows, string keys) { }

    /// <summary>A staged field as a value of the table: on PostgreSQL its text becomes a date, a number or a truth value.</summary>
    internal static string Typed(RecordField field, Engine engine, string alias)
    {
        var text = $"{alias}.{field.Name}";
        return field.Kind switch
        {
            FieldKind.Date => engine.TypedAs(text, "date"),
            FieldKind.Gender => engine.TypedAs(text, "smallint"),
            FieldKind.Flag => engine.TextAsTruth(text),
            FieldKind.Whole or FieldKind.Reference => engine.TypedAs(text, "bigint"),
            FieldKind.Amount => engine.TextAsAmount(text),
            _ => text,
        };
    }

    /// <summary>A column of the table as its canonical text.</summary>
    internal static string AsText(RecordField field, Engine engine, string alias)
    {
        var column = $"{alias}.{field.Name}";
        return field.Kind switch
        {
            FieldKind.Date => engine.TypedAs(column, "text"),
            FieldKind.Gender or FieldKind.Whole or FieldKind.Reference => engine.NumberAsText(column),
            FieldKind.Flag => engine.TruthAsText(column),
            FieldKind.Amount => engine.AmountAsText(column),
            _ => column,
        };
    }

    private RecordValues Filled(Func<RecordField, string?> by)
    {
        var values = NewValues();
        foreach (var field in Fields)
            if (by(field) is { } given) values[field.Ordinal] = given;
        return values;
    }
}
