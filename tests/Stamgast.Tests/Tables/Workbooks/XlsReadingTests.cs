using System.Buffers.Binary;
using System.Text;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Workbooks;

public sealed class XlsReadingTests
{
    [Fact]
    public void An_old_workbook_is_read_with_its_texts_numbers_and_dates()
    {
        using var file = new TableText(Compound(Book()));
        Assert.Equal(TableKind.Xls, file.Format().Kind);
        Assert.Equal(["Klanten"], file.Format().Sheets);
        Assert.Equal(["Naam", "Nummer", "Geboortedatum"], file.Columns());
        Assert.Equal(["Lefèvre¦100003861¦1985-07-30"], file.Rows());
        Assert.Equal("table.no_such_sheet", file.Refusal(new TableOptions { Sheet = "Oud" }));
    }

    [Fact]
    public void A_damaged_old_workbook_is_refused_or_read_but_never_breaks_the_program()
    {
        var good = Compound(Book());
        var random = new Random(6);
        for (var round = 0; round < 500; round++)
        {
            var bad = good.ToArray();
            for (var times = random.Next(1, 8); times > 0; times--) bad[random.Next(8, bad.Length)] = (byte)random.Next(256);
            using var file = new TableText(random.Next(5) == 0 ? bad[..random.Next(8, bad.Length)] : bad);
            try
            {
                file.Rows();
            }
            catch (RefusedException refused)
            {
                Assert.StartsWith("table.", refused.Refusal.Code);
            }
        }
    }

    // BIFF8: globals with two cell formats (general, date) and one sheet of two rows.
    private static byte[] Book()
    {
        byte[] globals = [.. Record(0x809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), .. Format(0), .. Format(14)];
        var sheetAt = globals.Length + 4 + 8 + 7 + 4;
        byte[] bound = [.. BitConverter.GetBytes(sheetAt), 0, 0, 7, 0, .. "Klanten"u8];
        return
        [
            .. globals, .. Record(0x85, bound), .. Record(0x0A),
            .. Record(0x809, 0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            .. Record(0x200, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0),
            .. Label(0, 0, "Naam"), .. Label(0, 1, "Nummer"), .. Label(0, 2, "Geboortedatum"),
            .. Label(1, 0, "Lefèvre"), .. Number(1, 1, 0, 100003861), .. Number(1, 2, 1, 31258),
            .. Record(0x0A),
        ];
    }

    private static byte[] Record(ushort type, params byte[] content) =>
        [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes((ushort)content.Length), .. content];

    private static byte[] Format(byte number) => Record(0xE0, [0, 0, number, 0, .. new byte[16]]);

    private static byte[] Label(byte row, byte column, string text) =>
        Record(0x204, [row, 0, column, 0, 0, 0, (byte)text.Length, 0, 1, .. Encoding.Unicode.GetBytes(text)]);

    private static byte[] Number(byte row, byte column, byte format, double value) =>
        Record(0x203, [row, 0, column, 0, format, 0, .. BitConverter.GetBytes(value)]);

    // An OLE compound file: header, allocation table, directory, and the stream in eight sectors.
    private static byte[] Compound(byte[] stream)
    {
        const uint end = 0xFFFFFFFE, free = 0xFFFFFFFF;
        var file = new byte[512 * 11];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        foreach (var (at, value) in (ReadOnlySpan<(int, ushort)>)[(24, 0x3E), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)])
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
        foreach (var (at, value) in (ReadOnlySpan<(int, uint)>)[(44, 1), (48, 1), (56, 4096), (60, end), (68, end)])
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        for (var at = 80; at < 1024; at += 4) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), free);
        uint[] chain = [0xFFFFFFFD, end, 3, 4, 5, 6, 7, 8, 9, end];
        for (var at = 0; at < chain.Length; at++) BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + at * 4), chain[at]);
        Entry(file.AsSpan(1024), "Root Entry", 5, 1, end, 0);
        Entry(file.AsSpan(1152), "Workbook", 2, free, 2, 4096);
        stream.CopyTo(file.AsSpan(1536));
        return file;
    }

    private static void Entry(Span<byte> at, string name, byte type, uint child, uint start, uint size)
    {
        Encoding.Unicode.GetBytes(name, at);
        at[64] = (byte)(name.Length * 2 + 2);
        at[66] = type;
        at[67] = 1;
        foreach (var (offset, value) in (ReadOnlySpan<(int, uint)>)[(68, 0xFFFFFFFF), (72, 0xFFFFFFFF), (76, child), (116, start), (120, size)])
            BinaryPrimitives.WriteUInt32LittleEndian(at[offset..], value);
    }
}
