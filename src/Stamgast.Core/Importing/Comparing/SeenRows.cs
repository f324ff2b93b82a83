using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The values of earlier rows of the same file, by <see cref="ValueHash"/>, since the texts themselves would take hundreds of bytes a row.
/// </summary>
/// <param name="most">The number of rows remembered of each kind.</param>
internal sealed class SeenRows(int most = SeenRows.Most)
{
    // 2^21 places of 16 bytes are filled to five eighths: 1.3 million rows, 160 MB for all kinds together, and 30 more where VAT numbers are a key.
    public const int Most = (1 << 21) / 8 * 5;

    // The properties that make two people of one name the same.
    private static readonly int[] Identifying = [CustomerFields.BirthDate, CustomerFields.Mobile, CustomerFields.Phone];

    // If a file has more rows than are remembered, all are compared once more at the end: then these are enough for naming pairs.
    private const int OfLarge = Most / 4;

    // For a name, stored beside the line of a number: enough to distinguish two of them.
    private const int NameBits = 16;

    private readonly LinesByHash ids = new(most);
    private readonly LinesByHash numbers = new(most);
    private readonly LinesByHash emails = new(most);
    private readonly LinesByHash vats = new(most);
    private readonly LinesByHash people = new(2 * most);

    private ulong[] expected = new ulong[2048];
    private ulong touched;
    private bool isAnyGiven;
    private int ways;
    private bool isAnyPadded;

    /// <summary>The keys for matching, apart from the number: the lookups of earlier rows that can be expected.</summary>
    public ImportKey Key { get; init; }

    /// <summary>True while the current row was left out by hand: it matches no earlier row, and is the first of none.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>The file has more rows than are remembered.</summary>
    public bool IsOfLarge { get; private set; }

    /// <summary>The file names more customers than are remembered: whether one comes twice must be asked of the staged rows.</summary>
    public bool MissesCustomers => ids.IsFull;

    /// <inheritdoc cref="MissesCustomers" />
    public bool MissesNumbers => numbers.IsFull;

    /// <inheritdoc cref="MissesCustomers" />
    public bool MissesEmails => emails.IsFull;

    /// <inheritdoc cref="MissesCustomers" />
    public bool MissesVats => vats.IsFull;

    /// <summary>Allocates room for the expected lookups of a file.</summary>
    /// <param name="rows">About how many rows it has.</param>
    /// <param name="first">Its first rows: values that none of them has need no room.</param>
    public void Reserve(long rows, ReadOnlySpan<ImportedRow> first)
    {
        if (rows > Most + Most / 8)
        {
            IsOfLarge = true;
            foreach (var lines in (LinesByHash[])[ids, numbers, emails, vats, people]) lines.Limit(OfLarge);
            return;
        }
        var (named, numbered, addressed, identified) = (0L, 0L, 0L, 0L);
        foreach (var row in first)
        {
            if (row.SameAs is not null || row.Id is not null) named++;
            else if (row.Has(CustomerFields.Number)) numbered++;
            if (row.Has(CustomerFields.Email)) addressed++;
            foreach (var field in Identifying)
                if (row.Has(field)) identified++;
        }
        // A customer that is found by number is noted as one.
        if (named > 0) ids.Reserve(rows * (named + numbered) / first.Length);
        if (named == 0) numbers.Reserve(rows * numbered / first.Length);
        if (named == 0) emails.Reserve(rows * addressed / first.Length);
        if (named == 0) people.Reserve(rows * identified / first.Length);
    }

    /// <summary>Prefetches the memory for the lookups of these rows. Optional, but they wait for it once instead of a thousand times.</summary>
    public void Expect(ReadOnlySpan<ImportedRow> rows)
    {
        if (expected.Length < rows.Length * Identifying.Length) expected = new ulong[rows.Length * Identifying.Length];
        Expect(ids, rows, row => row.SameAs is { } id ? Mixed((ulong)id) : 0);
        Expect(numbers, rows, row => row.SameAs is null && row.Has(CustomerFields.Number) ? ValueHash.Of(row.Values, CustomerFields.Number) : 0);
        Expect(emails, rows, row => row.SameAs is null && row.Has(CustomerFields.Email) ? row.EmailHash : 0, alsoNumbered: Key == ImportKey.Email);
        if (Key == ImportKey.Vat)
            Expect(vats, rows, row => row.SameAs is null && row.Has(CustomerFields.VatNumber) ? ValueHash.Of(row.Values, CustomerFields.VatNumber) : 0,
            alsoNumbered: true);
        var count = 0;
        foreach (var row in rows)
        {
            if (row.SameAs is not null) continue;
            var name = ValueHash.Of(row.SortFullUtf8.Span);
            foreach (var field in Identifying)
                if (row.Has(field)) expected[count++] = Identity(name, row, field);
        }
        touched += people.Touch(expected.AsSpan(0, count));
    }

    private void Expect(LinesByHash lines, ReadOnlySpan<ImportedRow> rows, Func<ImportedRow, ulong> hash, bool alsoNumbered = false)
    {
        var count = 0;
        foreach (var row in rows)
            if (hash(row) is var expecting and not 0) expected[count++] = expecting;
        touched += lines.Touch(expected.AsSpan(0, count));
        if (!alsoNumbered) return;
        for (var i = 0; i < count; i++) expected[i] = OfNumbered(expected[i]);
        touched += lines.Touch(expected.AsSpan(0, count));
    }

    /// <summary>The line that named this customer before, or null after noting this one.</summary>
    public long? Customer(long id, long line) => IsLeftOut ? null : ids.Seen(Mixed((ulong)id), line);

    /// <inheritdoc cref="Customer" />
    /// <param name="number">By its <see cref="ValueHash"/>, like addresses and names below.</param>
    /// <param name="name">The owner of the number, if rows with other leading zeros should find it.</param>
    public long? Number(ulong number, long line, ulong name = 0) => IsLeftOut ? null : numbers.Seen(number, line << NameBits | (ushort)name) >> NameBits;

    /// <summary>
    /// True when an earlier row has this number with different capitals (<see cref="NumberCapitals"/>). Only checked if the file uses both cases,
    /// which hardly any file does.
    /// </summary>
    public bool HasNumberLike(CustomerValues values)
    {
        if (IsLeftOut) return false;
        var way = CapitalsOf(values);
        var isWrittenOtherwise = way != 0 && (ways & ~way) != 0;
        ways |= way;
        if (!isWrittenOtherwise) return false;
        foreach (var other in NumberCapitals.Others(values[CustomerFields.Number]!))
            if (numbers.LineOf(ValueHash.Of(other)) is not null) return true;
        return false;
    }

    /// <summary>Adds the number of another row of a proposal, whatever its capitals.</summary>
    public void NumberOfOther(string number, long line)
    {
        Number(ValueHash.Of(number), line);
        ways = ~0;
    }

    // 1 for small letters, 2 for capitals, 4 for both, 0 for none.
    private static int CapitalsOf(CustomerValues values)
    {
        var (small, capital) = (false, false);
        if (values.Raw(CustomerFields.Number) is { IsEmpty: false } utf8 && System.Text.Ascii.IsValid(utf8))
        {
            foreach (var letter in utf8)
            {
                small |= letter is >= (byte)'a' and <= (byte)'z';
                capital |= letter is >= (byte)'A' and <= (byte)'Z';
            }
        }
        else
        {
            foreach (var letter in values[CustomerFields.Number]!)
            {
                small |= char.IsLower(letter);
                capital |= char.IsUpper(letter);
            }
        }
        return (small, capital) switch { (true, true) => 4, (true, false) => 1, (false, true) => 2, _ => 0 };
    }

    /// <inheritdoc cref="Customer" />
    public long? Email(ulong key, long line) => IsLeftOut ? null : emails.Seen(key, line);

    /// <summary>
    /// The line that would create a new customer with this address, if that is the key; a customer with a number never matches a row with a different
    /// one.
    /// </summary>
    public long? EmailAsKey(ulong key, bool hasNumber, long line) => AsKey(emails, key, hasNumber, line);

    /// <inheritdoc cref="EmailAsKey" />
    public long? VatAsKey(ulong number, bool hasNumber, long line) => AsKey(vats, number, hasNumber, line);

    /// <summary>
    /// The line that would create a new customer with the address that this row gives to an existing one; two of those may be given the same.
    /// </summary>
    public long? EmailGiven(ulong key, bool hasNumber, long line) => Given(emails, key, hasNumber, line);

    /// <inheritdoc cref="EmailGiven" />
    public long? VatGiven(ulong number, bool hasNumber, long line) => Given(vats, number, hasNumber, line);

    private long? Given(LinesByHash lines, ulong hash, bool hasNumber, long line)
    {
        if (IsLeftOut) return null;
        if ((lines.LineOf(hash) ?? (hasNumber ? null : lines.LineOf(OfNumbered(hash)))) is { } other) return other;
        isAnyGiven = true;
        lines.Seen(OfGiven(hasNumber ? OfNumbered(hash) : hash), line);
        return null;
    }

    private long? AsKey(LinesByHash lines, ulong hash, bool hasNumber, long line)
    {
        if (IsLeftOut) return null;
        if (isAnyGiven && (lines.LineOf(OfGiven(hash)) ?? (hasNumber ? null : lines.LineOf(OfGiven(OfNumbered(hash))))) is { } given) return given;
        if (!hasNumber) return lines.LineOf(OfNumbered(hash)) ?? lines.Seen(hash, line);
        if (lines.LineOf(hash) is { } other) return other;
        lines.Seen(OfNumbered(hash), line);
        return null;
    }

    /// <summary>The line that had the same name with the same birth date, phone or mobile before.</summary>
    public long? Person(ulong name, ImportedRow row)
    {
        long? seen = null;
        if (IsLeftOut) return seen;
        foreach (var field in Identifying)
            if (row.Has(field)) seen = people.Seen(Identity(name, row, field), row.Line) ?? seen;
        return seen;
    }

    /// <summary>The line that had the same name with a number that differs in leading zeros only. Hardly any file has them: only those with zeros take
    /// room.</summary>
    public long? LikeNumber(ulong name, ImportedRow row)
    {
        if (IsLeftOut || row.LikeNumber == 0) return null;
        if (!LikeNumbers.IsPadded(row.Values)) return isAnyPadded ? people.LineOf(OfNumber(name, row)) : null;
        if (NoteLikeNumber(name, row) is { } padded) return padded;
        return numbers.LineOf(row.LikeNumber) is { } plain && (ushort)plain == (ushort)name ? plain >> NameBits : null;
    }

    /// <summary>Adds a number regardless of its zeros, for <see cref="LikeNumber"/>.</summary>
    public long? NoteLikeNumber(ulong name, ImportedRow row)
    {
        if (row.LikeNumber == 0) return null;
        isAnyPadded = true;
        return people.Seen(OfNumber(name, row), row.Line);
    }

    private static ulong OfNumber(ulong name, ImportedRow row) => Mixed(name * 31 + row.LikeNumber + CustomerFields.Number);

    private static ulong Identity(ulong name, ImportedRow row, int field) => Mixed(name * 31 + ValueHash.Of(row.Values, field) + (ulong)field);

    private static ulong OfNumbered(ulong hash) => Mixed(hash ^ 0x9E3779B97F4A7C15);

    private static ulong OfGiven(ulong hash) => Mixed(hash ^ 0xC2B2AE3D27D4EB4F);

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): each bit of the sum reaches each bit of the result.
    private static ulong Mixed(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
