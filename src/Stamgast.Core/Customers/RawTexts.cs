namespace Stamgast.Customers;

/// <summary>
/// Values as UTF-8, by the ordinal of their field, as found in the cells of a row: most of them are only compared, hashed and written, and never
/// become a text. Filled again for each row.
/// </summary>
internal sealed class RawTexts
{
    // A row with an unusually long cell. The next row starts without its buffer.
    private const int MostKept = 4096;

    private readonly (int From, int Length)[] places = new (int, int)[CustomerFields.StoredCount];
    private byte[] bytes = new byte[256];
    private int end;

    /// <summary>The last value of a field; only for a field set since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> this[int ordinal] => bytes.AsSpan(places[ordinal].From, places[ordinal].Length);

    public void Put(int ordinal, ReadOnlySpan<char> text)
    {
        var length = Utf8Values.Append(ref bytes, end, text);
        places[ordinal] = (end, length);
        end += length;
    }

    /// <summary>Adds the given bytes.</summary>
    public void AddTo(Utf8Values all, int ordinal) => all.Add(ordinal, bytes, places[ordinal].From, places[ordinal].Length);

    public void Clear()
    {
        end = 0;
        if (bytes.Length > MostKept) bytes = new byte[256];
    }
}
