namespace Stamgast.Tables.Workbooks;

/// <summary>
/// Passes on the bytes of an XML part as long as no tag, comment or instruction in it is longer than any program writes: a general reader rescans an
/// unfinished one from its start for each block it reads, so four million tabs in a tag take it a minute.
/// </summary>
internal sealed class ShortTags(Stream inner) : PassingStream
{
    private const int Longest = 64 << 10;

    private bool isWithin;
    private byte quote;
    private bool hasQuotes;
    private int length;

    protected override Stream Inner => inner;

    /// <exception cref="InvalidDataException">A tag is too long.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        foreach (var one in buffer[..count]) Look(one);
        return count;
    }

    // ASCII bytes are themselves in UTF-8, and next to a zero in UTF-16.
    private void Look(byte one)
    {
        if (!isWithin)
        {
            if (one != '<') return;
            (isWithin, quote, hasQuotes, length) = (true, 0, true, 0);
            return;
        }
        if (++length > Longest) throw new InvalidDataException();
        // A comment may hold a single apostrophe.
        if (one == '!' && length <= 2) hasQuotes = false;
        if (quote != 0)
        {
            if (one == quote) quote = 0;
        }
        else if (one == '>') isWithin = false;
        else if (hasQuotes && (one == '"' || one == '\'')) quote = one;
    }
}
