using Stamgast.Sales.Lines;

namespace Stamgast.SampleData.World;

/// <summary>What the sample shops sell: coffee and all that goes with it.</summary>
internal static class Goods
{
    private static readonly (string Code, string Text, decimal Price, decimal Vat)[] All =
    [
        ("HM-250", "Espresso beans Huismelange, 250 g", 7.08m, 6), ("HM-1000", "Espresso beans Huismelange, 1 kg", 24.63m, 6),
        ("ET-250", "Ethiopia Yirgacheffe, 250 g", 9.43m, 6), ("CO-250", "Colombia Huila, 250 g", 8.25m, 6), ("DC-250", "Decaf, 250 g", 7.78m, 6),
        ("KB-03", "Christmas box “Drie landen”, 3 × 250 g", 23.58m, 6), ("TH-100", "Green tea Sencha, 100 g", 8.02m, 6),
        ("CH-70", "Dark chocolate 70 %, 100 g", 4.15m, 6), ("SP-12", "Speculoos, 12 pieces", 3.77m, 6),
        ("MO-11", "Hand grinder Alto, black", 57.60m, 21), ("MO-12", "Hand grinder Alto, steel", 66.03m, 21), ("GR-40", "Grinder Mazzer Mini", 446.28m, 21),
        ("MA-GA", "Espresso machine Gaggia Classic", 412.40m, 21), ("MA-LE", "Espresso machine Lelit Anna", 536.36m, 21), ("V60-2", "Dripper V60", 19.83m, 21),
        ("FI-100", "Paper filters, 100 pieces", 6.20m, 21), ("TA-58", "Tamper 58 mm", 33.06m, 21), ("CU-2", "Cups, set of 2", 16.53m, 21),
        ("KRT-1", "Greeting card", 2.48m, 21), ("WS-BAR", "Workshop for baristas, one evening", 61.98m, 21), ("ON-JR", "Maintenance, one year", 148.76m, 21),
    ];

    /// <summary>One to six lines, cheap goods more often and in larger numbers than machines.</summary>
    public static List<DocumentLine> Lines(SeededRandom random)
    {
        var lines = new List<DocumentLine>();
        var count = 1 + random.Below(3) + (random.Chance(20) ? random.Below(3) : 0);
        for (var i = 0; i < count; i++)
        {
            var (code, text, price, vat) = random.Chance(70) ? All[random.Below(9)] : random.Pick(All);
            lines.Add(new DocumentLine
            {
                Code = code, Text = text, Price = price, Vat = vat, Quantity = price < 30 ? 1 + random.Below(4) : 1, Discount = random.Chance(6) ? 10 : 0,
            });
        }
        if (random.Chance(40)) lines.Add(new DocumentLine { Code = "VZ-BE", Text = "Shipping within Belgium", Price = 4.92m, Vat = 21 });
        return lines;
    }
}
