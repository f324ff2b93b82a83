using System.Text;

namespace Stamgast.App.CommandLine;

/// <summary>The lines that a caller sends over the socket, none longer than a command line can be.</summary>
internal sealed class RequestLines(Stream stream)
{
    /// <summary>In bytes.</summary>
    public const int Longest = 4 << 20;

    private readonly byte[] buffer = new byte[1 << 14];
    private int start;
    private int end;

    /// <summary>The next line; null at the end of the stream, or when a line is longer than any request.</summary>
    public async Task<string?> NextAsync(CancellationToken cancel)
    {
        using var line = new MemoryStream();
        while (line.Length <= Longest)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, cancel));
                if (end == 0) return null;
            }
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            line.Write(buffer, start, length < 0 ? end - start : length);
            start = length < 0 ? end : start + length + 1;
            if (length >= 0) return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        }
        return null;
    }
}
