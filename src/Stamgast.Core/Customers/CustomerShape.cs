using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>Customers as a kind of record.</summary>
public sealed class CustomerShape : RecordShape
{
    /// <summary>The number under which what happened to customers is stored.</summary>
    public const int KindNumber = 1;

    /// <summary>The shape of customers.</summary>
    public static readonly CustomerShape Instance = new();

    private CustomerShape() : base(KindNumber, "customers", "customer", CustomerFields.Stored) { }

    /// <inheritdoc />
    public override IReadOnlyList<string> Derived { get; } = ["sort_core", "sort_full"];

    /// <inheritdoc />
    public override string KeyTable => "customer_key";

    /// <inheritdoc />
    public override string WordTable => "customer_search";

    /// <inheritdoc />
    public override RecordField Unique => CustomerFields.All[CustomerFields.Number];

    /// <inheritdoc />
    public override bool CanMerge => true;

    internal override bool IsMadeBySqlite => true;

    /// <inheritdoc />
    public override RecordValues NewValues() => new CustomerValues();

    /// <inheritdoc />
    public override RecordState StateOf(long id, int version, RecordValues values, bool trashed) =>
        new CustomerState(id, version, (CustomerValues)values, trashed);

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => ((CustomerValues)values).DisplayName;

    /// <inheritdoc />
    public override bool KeepsWords(IEnumerable<int> changed) => CustomerSearch.KeepsWords(changed);

    /// <inheritdoc />
    public override string Alive(Engine engine, string alias) => CustomerColumns.Alive(engine, alias);

    internal override void KeysOf(RecordValues? before, RecordValues after, List<KeyChange> changes) =>
        CustomerKeys.Difference((CustomerValues?)before, (CustomerValues)after, changes);

    internal override RecordDeriver Deriver() => new OfCustomers();

    // Labels and groups that were typed or imported are known from now on, to be picked.
    internal override void Written(WriteTransaction transaction, string rows, string keys)
    {
        const string live = "class in (1, 2) and left_out = 0";
        transaction.Execute($"insert into customer_label(name) select distinct label from {rows} where label is not null and {live} on conflict do nothing");
        transaction.Execute($"""
            insert into customer_group(name) select distinct k.key from {keys} k join {rows} s on s.seq = k.seq
            where k.kind = {(int)KeyKind.Group} and k.added = 1 and {live} on conflict do nothing
            """);
    }

    private sealed class OfCustomers : RecordDeriver
    {
        private readonly char[] words = new char[SearchWords.BufferLength];
        private byte[] sort = new byte[256];

        public override ReadOnlySpan<byte> SortFull(RecordValues values) => SortKeys.Full((CustomerValues)values, ref sort).Span;

        public override string? SortCore(RecordValues values) => SortKeys.HaveOneOrder((CustomerValues)values) ? null : SortKeys.Core((CustomerValues)values);

        public override ReadOnlySpan<char> Words(RecordValues values) => SearchWords.Of((CustomerValues)values, words);
    }
}
