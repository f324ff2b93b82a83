using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Stamgast.Attachments;
using Stamgast.Customers;
using Stamgast.Sales.Contracts;
using Stamgast.Service.Conversations;

namespace Stamgast.SampleData.World;

/// <summary>
/// Draws a few documents, the same bytes on every machine, and attaches them: photographs to questions about a grinder, a leaflet to each contract, in the
/// language of the customer, a form to some customers. Each is in the store once, however many records have it.
/// </summary>
internal sealed class SampleFiles(KeepDocument keep, Func<IEnumerable<(long Id, CustomerValues Values)>> people, long seed)
{
    private const long FileStream = 22L << 40;
    private const int Photographs = 4;
    private const int Width = 160;
    private const int Height = 120;

    private static readonly Dictionary<string, (string Name, string[] Lines)> Leaflets = new(StringComparer.Ordinal)
    {
        ["nl"] = ("Onderhoud van uw machine.pdf", ["Branderij Peeters", "Onderhoud van uw machine", "Elke dag: spoel de groep en leeg de lekbak.",
            "Elke week: reinig de filterdrager.", "Elk jaar: wij komen langs."]),
        ["fr"] = ("Entretien de votre machine.pdf", ["Branderij Peeters", "Entretien de votre machine", "Chaque jour : rincez le groupe et videz le bac.",
            "Chaque semaine : nettoyez le porte-filtre.", "Chaque année : nous passons chez vous."]),
        ["de"] = ("Wartung Ihrer Maschine.pdf", ["Branderij Peeters", "Wartung Ihrer Maschine", "Täglich: Brühgruppe spülen, Schale leeren.",
            "Wöchentlich: Siebträger reinigen.", "Jährlich: Wir kommen vorbei."]),
        ["en"] = ("Maintenance of your machine.pdf", ["Branderij Peeters", "Maintenance of your machine", "Every day: rinse the group, empty the tray.",
            "Every week: clean the portafilter.", "Every year: we come to you."]),
    };

    /// <summary>All attachments; the documents are kept first.</summary>
    /// <param name="beforeContracts">The ID before that of the first contract.</param>
    /// <param name="beforeTalks">The same for conversations.</param>
    public IEnumerable<RecordValues> All(SampleSales sales, long beforeContracts, SampleTalks talks, long beforeTickets, long beforeTalks)
    {
        var photographs = Enumerable.Range(0, Photographs).Select(i => keep.Own(
            string.Create(CultureInfo.InvariantCulture, $"IMG_{2041 + 37 * i}.png"), Photograph(i))).ToList();
        var leaflets = Leaflets.ToDictionary(l => l.Key, l => keep.Own(l.Value.Name, Leaflet(l.Value.Lines)), StringComparer.Ordinal);
        var form = keep.Own("Workshop registration.pdf", Leaflet(["Branderij Peeters", "Workshop for baristas", "I take part, with one guest.",
            "Please call me about the date."]));
        long contract = 0;
        foreach (var (values, language) in sales.ContractsWithLanguage())
        {
            contract++;
            yield return Attached(leaflets.GetValueOrDefault(language ?? "") ?? leaflets["en"], new AttachedTo(ContractKind.Instance.Shape,
                beforeContracts + contract), values[ContractKind.OfCustomer]!, values[ContractKind.Start]!);
        }
        long talk = 0;
        foreach (var values in talks.Conversations(beforeTickets))
        {
            talk++;
            if (values[ConversationKind.Subject] != SampleTalks.WithPicture || values[ConversationKind.Direction] != "in") continue;
            yield return Attached(photographs[(int)(talk % Photographs)], new AttachedTo(ConversationKind.Instance.Shape, beforeTalks + talk),
                values[ConversationKind.OfCustomer]!, values[ConversationKind.At]![..10]);
        }
        foreach (var (id, _) in people())
        {
            var random = new SeededRandom(seed, id + FileStream);
            if (random.Chance(3))
                yield return Attached(form, new AttachedTo(CustomerShape.Instance, id), SampleSales.Text(id),
                    SampleSales.Text(SampleSales.Last.AddDays(-random.Below(300))));
        }
    }

    private static RecordValues Attached(RecordValues document, AttachedTo to, string customer, string day)
    {
        var values = document.Copy();
        values[AttachmentKind.Added] = day;
        KeepDocument.Attach(values, to, customer);
        return values;
    }

    /// <summary>A page with a few lines, in Helvetica: the first as a heading.</summary>
    internal static byte[] Leaflet(IReadOnlyList<string> lines)
    {
        var page = new StringBuilder("BT /F1 20 Tf 60 760 Td ");
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == 1) page.Append("/F1 14 Tf ");
            if (i == 2) page.Append("/F1 11 Tf ");
            page.Append(CultureInfo.InvariantCulture, $"({lines[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal)
                .Replace(")", "\\)", StringComparison.Ordinal)}) Tj 0 -{(i < 2 ? 32 : 18)} Td ");
        }
        page.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        // One byte a character: the places count bytes.
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>A grinder on a table, as PNG with a palette; not compressed, since the bytes would depend on the version of the compression.</summary>
    internal static byte[] Photograph(int which)
    {
        var rows = new byte[Height * (Width + 1)];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                rows[y * (Width + 1) + 1 + x] = Colour(x, y, which);
        var palette = new byte[64 * 3];
        for (var i = 0; i < 64; i++)
            (palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) = i < 32 ? ((byte)(226 - i * 2), (byte)(214 - i * 3), (byte)(196 - i * 4))
                : ((byte)(40 + 3 * (i - 32)), (byte)(36 + 3 * (i - 32)), (byte)(38 + 3 * (i - 32)));
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 3);
        Chunk(file, "IHDR", head);
        Chunk(file, "PLTE", palette);
        Chunk(file, "IDAT", Stored(rows));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    // Below 32 the wall and the table, from 32 the grinder: a hopper, a body and a drawer.
    private static byte Colour(int x, int y, int which)
    {
        var (left, right) = (58 + 4 * which, 106 + 4 * which);
        var hopper = y is >= 14 and < 42 && x >= left + (42 - y) / 3 && x < right - (42 - y) / 3;
        var body = y is >= 42 and < 98 && x >= left && x < right;
        if (y is >= 70 and < 84 && x >= left + 8 && x < right - 8) return 34;
        if (hopper) return (byte)(52 + (x - left) % 10);
        if (body) return (byte)(36 + (x - left) / 3);
        return y >= 92 ? (byte)(20 + (x + y) % 9) : (byte)(y / 8);
    }

    // Blocks of deflate without compression, and the sum of Adler.
    private static byte[] Stored(byte[] bytes)
    {
        using var data = new MemoryStream();
        data.Write([0x78, 0x01]);
        for (var at = 0; at < bytes.Length; at += ushort.MaxValue)
        {
            var length = Math.Min(ushort.MaxValue, bytes.Length - at);
            data.Write([(byte)(at + length == bytes.Length ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            data.Write(bytes, at, length);
        }
        uint a = 1, b = 0;
        foreach (var value in bytes) (a, b) = ((a + value) % 65521, (b + (a + value) % 65521) % 65521);
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, (b << 16) | a);
        data.Write(sum);
        return data.ToArray();
    }

    private static void Chunk(Stream file, string name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(named));
        file.Write(length);
        file.Write(named);
        file.Write(sum);
    }
}
