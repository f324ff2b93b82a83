using System.Text;
using Stamgast.Database;

namespace Stamgast.Kinds;

/// <summary>The shape of a declared kind.</summary>
public sealed class KindShape : RecordShape
{
    private readonly RecordKind kind;

    internal KindShape(RecordKind kind, int number, string key, string table, IReadOnlyList<KindField> fields) : base(number, key, table, fields)
    {
        this.kind = kind;
        References = [.. fields.Where(f => f.To is not null).Select(f => new RecordReference(f, KindNumbers.Of(f.To!)) { Blocks = f.Blocks })];
    }

    /// <summary>The declaration.</summary>
    public RecordKind Declaration => kind;

    /// <inheritdoc />
    public override string RefusalFamily => "record";

    /// <inheritdoc />
    public override IReadOnlyList<string> Derived { get; } = ["sort_full"];

    /// <inheritdoc />
    public override IReadOnlyList<RecordReference> References { get; }

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies => kind.Tallies;

    /// <inheritdoc />
    public override FollowedRecord? HangsOn => kind.HangsOn;

    /// <inheritdoc />
    public override CarriedName? Carries => kind.Carries;

    /// <inheritdoc />
    public override bool HasFixed => kind.HasFixed;

    /// <inheritdoc />
    public override RecordField? Fixed(RecordValues now, IReadOnlyList<FieldChange> changes)
    {
        if (!kind.HasFixed) return null;
        foreach (var change in changes.Where(c => c.Field >= 0))
        {
            var field = kind.Fields[change.Field];
            if (field == kind.State ? kind.StaysIssued && IsDraft(now[field]) == false && IsDraft(change.After) == true
                : field.By != GivenBy.Rules && kind.IsFixed(field, now)) return field;
        }
        return null;
    }

    /// <inheritdoc />
    public override bool BringsCustomers => kind.Customer is not null;

    /// <inheritdoc />
    public override RecordField? Unique => kind.NumberKey;

    /// <inheritdoc />
    public override string Known(string unique) => unique[(unique.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => kind.NameOf(values);

    /// <inheritdoc />
    public override string? Standing(RecordValues values) => kind.State is { } state ? values[state] : null;

    /// <inheritdoc />
    public override string Blocking(Engine engine, string alias)
    {
        var drafts = kind.States.Where(s => s.IsDraft).Select(s => $"'{s.Code}'").ToList();
        return drafts.Count == 0 ? Alive(engine, alias) : $"{Alive(engine, alias)} and {alias}.{kind.State!.Name} not in ({string.Join(", ", drafts)})";
    }

    /// <inheritdoc />
    public override void Derive(RecordValues values)
    {
        if (kind.NumberKey is { } key)
            values[key] = values[kind.Number!] is { } number ? $"{(kind.Shop is { } shop ? values[shop] : null)}:{number}" : null;
        kind.Derive(values);
    }

    private bool? IsDraft(string? code) => kind.States.FirstOrDefault(s => s.Code == code)?.IsDraft;

    internal override RecordDeriver Deriver() => new OfKind(kind);

    private sealed class OfKind(RecordKind kind) : RecordDeriver
    {
        private byte[] sort = [];

        public override ReadOnlySpan<byte> SortFull(RecordValues values) => sort = Encoding.UTF8.GetBytes(kind.OrderOf(values));
    }
}
