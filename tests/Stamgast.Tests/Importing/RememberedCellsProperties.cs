using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;

namespace Stamgast.Tests.Importing;

/// <summary>A reader with remembered cells gives the same result for each row as one that has never seen another.</summary>
public sealed class RememberedCellsProperties
{
    private static readonly (string Target, string[] Cells)[] Columns =
    [
        ("country", ["", "BE", "NL", "Belgique", "belgië", "Nederland", "DE", "Nergensland", "ZoÃ«land"]),
        ("delivery_country", ["", "", "FR", "BE", "Duitsland"]),
        ("type", ["", "person", "company", "bedrijf", "?"]),
        ("first_name", ["", "Jozefien", "ZoÃ«", "Josefien"]),
        ("last_name", ["Aerts", "Claes", "Lefèvre", "de Bakker"]),
        ("company_name", ["", "", "Claes & Zonen NV", "***"]),
        ("gender", ["", "f", "m", "Mevrouw", "onbekend", "xyz"]),
        ("language", ["", "nl", "Nederlands", "FR", "français", "klingon"]),
        ("language", ["", "", "de"]),
        ("groups", ["", "VIP", "Retail", "VIP | Retail", "Vrienden"]),
        ("groups", ["", "VIP", "Pers", "-"]),
        ("label", ["", "Els", "Wim"]),
        ("shops", ["", "Gent", "Gent | Brugge"]),
        ("postal_code", ["", "1000", "9000", "1067", "1012 AB", "B-9000", "900", "9E+03", "1,5E+03"]),
        ("delivery_postal_code", ["", "75001", "1067", "9000"]),
        ("vat_number", ["", "BE0403019261", "0403.019.261", "NL123456789B01", "123"]),
        ("enterprise_number", ["", "0403019261", "403019261", "BE 0403.019.261", "4,03019261E+08"]),
        ("box", ["", "3", "bus 4", "Residentie De Linde, tweede verdieping links"]),
        ("box", ["", "3", "Gebouw B"]),
        ("house_number", ["", "1", "12a", "1E+1"]),
        ("city", ["", "Gent", " Gent", "GenÃ¨ve", "Luik\u0007"]),
        ("customer_since", ["", "01/02/2020", "2020-02-01", "43862", "13/14/2020", "1/2/20"]),
        ("customer_since", ["", "", "03/04/2021"]),
        ("newsletter", ["", "1", "ja", "nee", "x", "misschien"]),
        ("website", ["", "claes.example", "https://claes.example", "geen"]),
        ("other_phones", ["", "092234567", "0486123309; 092234567", "0612345678", "12"]),
        ("other_emails", ["", "a@post.example", "a@post.example; b@post.example", "fout"]),
        ("partner:first_name", ["", "Willem", "ZoÃ«"]),
        ("partner:last_name", ["", "", "de Bakker"]),
        ("partner:language", ["", "", "en"]),
        ("partner:city", ["", "", "Gent"]),
        ("notes", ["", "Belt altijd", "Komt ’s avonds"]),
    ];

    [Theory]
    [InlineData(1, EmptyCells.Leave, false)]
    [InlineData(2, EmptyCells.Clear, false)]
    [InlineData(3, EmptyCells.Clear, true)]
    public void A_row_after_many_others_is_read_as_if_it_were_alone(int seed, EmptyCells empty, bool someOff)
    {
        var random = new Random(seed);
        var chosen = new Dictionary<string, string> { ["klingon"] = "fr", ["xyz"] = "" };
        var mapping = new ColumnMapping(null, [.. Columns.Select((c, i) => new MappedColumn(i, $"{c.Target} {i}", c.Target, MappingReason.Chosen,
            1) { Values = c.Target is "language" or "gender" ? chosen : null })]);
        RepairKey[] off = someOff ? [.. Enumerable.Range(0, Columns.Length * 3)
            .Select(_ => new RepairKey(Enum.GetValues<RepairKind>()[random.Next(Enum.GetValues<RepairKind>().Length)], random.Next(Columns.Length)))] : [];
        var options = new ImportOptions { Empty = empty, RepairsOff = off };
        var orders = new Dictionary<int, ColumnDateOrder>
        {
            [21] = new(DateOrder.MonthDayYear, DateOrderFinding.MonthFirst, []),
            [22] = new(DateOrder.DayMonthYear, DateOrderFinding.Undecided, []),
        };
        var context = new RuleContext("BE", new DateOnly(2026, 11, 23));
        var together = new Repairs(mapping, off);
        var reader = new RowReaders(mapping, options, orders, context, together);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var after = new ImportedRow();
        for (var line = 1; line <= 300; line++)
        {
            var cells = Columns.Select(c => c.Cells[random.Next(c.Cells.Length)]).ToArray();
            foreach (var isPartner in (bool[])[false, true])
            {
                if (isPartner && cells[27].Length + cells[28].Length == 0) continue;
                var alone = new Repairs(mapping, off);
                var single = new ImportedRow();
                new RowReaders(mapping, options, orders, context, alone).Read(isPartner ? -line : line, cells, single);
                reader.Read(isPartner ? -line : line, cells, after);
                Assert.Equal(Said(single), Said(after));
                foreach (var (what, count) in Counted(alone)) counts[what] = counts.GetValueOrDefault(what) + count;
            }
        }
        Assert.Equal(counts.Select(c => $"{c.Key} = {c.Value}").Order(StringComparer.Ordinal),
            Counted(together).Select(c => $"{c.What} = {c.Count}").Order(StringComparer.Ordinal));
        Assert.Contains("Words 0", counts.Keys);
    }

    private static string Said(ImportedRow row) =>
        $"{row.Line} {row.Filled:X} {row.Emptied:X} {string.Join('¦', CustomerFields.All.Select(f => row.Values[f.Ordinal]))} {string.Join('¦', row.Problems)} "
            + $"{string.Join('¦', row.Warnings)}";

    private static IEnumerable<(string What, long Count)> Counted(Repairs repairs) =>
        repairs.Found.Select(r => ($"{r.Kind} {r.Column}", r.Count))
            .Concat(repairs.Warnings.Found.Select(w => ($"{w.Code} {w.Column}", w.Count)))
            .Concat(repairs.FoundValues.Select(v => ($"{v.Text} {v.Column} {v.Becomes}", v.Count)));
}
