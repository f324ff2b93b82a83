namespace Stamgast.Customers;

/// <summary>
/// Values as UTF-8, by the ordinal of their field, as they were found in the cells of a row: most of them are only compared, hashed and
/// written, and never become a text. Filled anew for each row.
/// </summary>
internal sealed class RawTexts
{
    // Of a row with a cell beyond the ordinary. The next row begins without it.
    private const int MostKept = 4096;

    private readonly (int From, int Length)[] places = new (int, int)[CustomerFields.StoredCount];
    private byte[] bytes = new byte[256];
    private int end;

    /// <summary>What was put there last; only for a field that was put there since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> this[int ordinal] => bytes.AsSpan(places[ordinal].From, places[ordinal].Length);

    public void Put(int ordinal, ReadOnlySpan<char> text)
    {
        var length = Utf8Values.Append(ref bytes, end, text);
        places[ordinal] = (end, length);
        end += length;
    }

    /// <summary>Adds what was put there.</summary>
    public void AddTo(Utf8Values all, int ordinal) => all.Add(ordinal, bytes, places[ordinal].From, places[ordinal].Length);

    public void Clear()
    {
        end = 0;
        if (bytes.Length > MostKept) bytes = new byte[256];
    }
}
