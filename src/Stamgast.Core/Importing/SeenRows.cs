using System.IO.Hashing;
using System.Runtime.InteropServices;
using Stamgast.Customers;

namespace Stamgast.Importing;

/// <summary>
/// What earlier rows of the same file said, by 64-bit hash: 24 bytes a row, where the texts themselves would take hundreds. Two different
/// texts share a hash once in ten million files of a million rows.
/// </summary>
internal sealed class SeenRows
{
    private readonly Dictionary<long, long> ids = [];
    private readonly Dictionary<ulong, long> numbers = [];
    private readonly Dictionary<ulong, long> emails = [];
    private readonly Dictionary<ulong, long> people = [];

    /// <summary>The line that named this customer before, or null after noting this one.</summary>
    public long? Customer(long id, long line) => Seen(ids, id, line);

    /// <inheritdoc cref="Customer" />
    public long? Number(string number, long line) => Seen(numbers, Hash(number), line);

    /// <inheritdoc cref="Customer" />
    public long? Email(string key, long line) => Seen(emails, Hash(key), line);

    /// <summary>The line that had the same name with the same birth date, phone or mobile before.</summary>
    public long? Person(string name, ImportedRow row)
    {
        long? seen = null;
        foreach (var field in (ReadOnlySpan<int>)[CustomerFields.BirthDate, CustomerFields.Mobile, CustomerFields.Phone])
            if (row.Has(field)) seen = Seen(people, Hash(name) * 31 + Hash(row.Values[field]!) + (ulong)field, row.Line) ?? seen;
        return seen;
    }

    private static long? Seen<T>(Dictionary<T, long> lines, T key, long line) where T : notnull
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, key, out var exists);
        if (exists) return first;
        first = line;
        return null;
    }

    private static ulong Hash(string text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
}
