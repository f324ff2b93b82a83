using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Workbooks;

/// <summary>A workbook from before 2007, read by the library ExcelDataReader; anything it fails on is a damaged file.</summary>
internal static class XlsFile
{
    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, byte[] head, TableOptions options,
        CancellationToken cancel)
    {
        _ = TextEncoding.Windows1252;
        var directory = DirectoryOf(path, head);
        if (Names(directory, "EncryptedPackage")) throw new RefusedException("table.encrypted");
        if (Names(directory, "WordDocument")) throw new RefusedException("table.foreign", "Word (.doc)");
        var length = new FileInfo(path).Length;
        if (length > TableLimits.MaxXlsBytes) throw new RefusedException("table.xls_too_large", length, TableLimits.MaxXlsBytes);
        var names = new List<string>();
        var filled = new List<string>();
        using (var reader = Guarded(path, () => ExcelReaderFactory.CreateBinaryReader(CsvFile.OpenStream(path))))
        {
            do
            {
                cancel.ThrowIfCancellationRequested();
                names.Add(reader.Name);
                if (Guarded(path, () => reader.RowCount > 0 && reader.Read())) filled.Add(reader.Name);
            }
            while (Guarded(path, reader.NextResult));
        }
        var sheet = options.Sheet is { } wanted
            ? names.Find(n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException("table.no_such_sheet", wanted, string.Join(", ", names))
            : filled.FirstOrDefault() ?? throw new RefusedException("table.empty");
        return (new TableFormat { Kind = TableKind.Xls, Sheets = names, Sheet = sheet }, (notes, cancelRows, _) => new XlsRows(path, sheet, cancelRows));
    }

    // The directory of a compound file is in sectors of its own ([MS-CFB] 2.2 and 2.6), in a large one far beyond its start.
    private static byte[] DirectoryOf(string path, byte[] head)
    {
        const int sectorShift = 0x1E, firstDirectorySector = 0x30, most = 8192;
        if (head.Length < 512) return head;
        var size = BitConverter.ToUInt16(head, sectorShift) == 12 ? 4096L : 512L;
        var start = (BitConverter.ToUInt32(head, firstDirectorySector) + 1) * size;
        using var stream = CsvFile.OpenStream(path);
        if (start >= stream.Length) return head;
        stream.Position = start;
        var directory = new byte[Math.Min(most, stream.Length - start)];
        stream.ReadExactly(directory);
        return directory;
    }

    private static bool Names(byte[] directory, string name) => directory.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(name)) >= 0;

    /// <summary>Runs the library; its many ways to fail on a bad file all become one refusal.</summary>
    public static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidPasswordException)
        {
            throw new RefusedException("table.encrypted");
        }
        catch (Exception error) when (error is not (OperationCanceledException or RefusedException or OutOfMemoryException))
        {
            throw new RefusedException("table.damaged", Path.GetFileName(path));
        }
    }
}

/// <summary>The rows of one sheet of an old workbook.</summary>
internal sealed class XlsRows : RowSource
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly IExcelDataReader reader;
    private readonly CancellationToken cancel;
    private long line;
    private char[] characters = new char[4096];

    public XlsRows(string path, string sheet, CancellationToken cancel)
    {
        this.path = path;
        this.cancel = cancel;
        stream = CsvFile.OpenStream(path);
        reader = XlsFile.Guarded(path, () => ExcelReaderFactory.CreateBinaryReader(stream));
        while (reader.Name != sheet && XlsFile.Guarded(path, reader.NextResult)) { }
    }

    public override long BytesRead => stream.CanSeek ? stream.Position : 0;

    public override bool HasOwnWidth => false;

    public override bool Next(RowBuffer row)
    {
        cancel.ThrowIfCancellationRequested();
        row.Clear();
        if (!XlsFile.Guarded(path, reader.Read)) return false;
        row.Line = ++line;
        var used = 0;
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var (text, kind) = XlsFile.Guarded(path, () => TextOf(column));
            if (text.Length > 0)
            {
                if (characters.Length - used < text.Length) Array.Resize(ref characters, characters.Length * 2 + text.Length);
                text.CopyTo(characters.AsSpan(used));
            }
            row.Add(used, text.Length, kind);
            used += text.Length;
        }
        row.Chars = characters;
        row.Base = 0;
        return true;
    }

    public override void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    private (string Text, CellKind Kind) TextOf(int column)
    {
        return reader.GetValue(column) switch
        {
            null => ("", CellKind.Text),
            DateTime { TimeOfDay.Ticks: 0 } day => (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Date),
            DateTime time => (time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date),
            TimeSpan time => (time.ToString("c", CultureInfo.InvariantCulture), CellKind.Date),
            bool flag => (flag ? "1" : "0", CellKind.Boolean),
            string text => (text, CellKind.Text),
            double number => (Number(number, reader.GetNumberFormatString(column)), CellKind.Number),
            var other => (Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", CellKind.Number),
        };
    }

    private static string Number(double value, string? format)
    {
        Span<char> text = stackalloc char[SheetNumber.Longest];
        var raw = System.Text.Encoding.ASCII.GetBytes(value.ToString("R", CultureInfo.InvariantCulture));
        var zeros = format is { Length: > 1 and < 20 } && format.All(c => c == '0') ? format.Length : 0;
        return text[..SheetNumber.Write(raw, text, new NumberStyle(NumberMeaning.Number, zeros, false), out _)].ToString();
    }
}
