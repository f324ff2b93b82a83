namespace Stamgast.Comparing.Places;

/// <summary>
/// Compares postal code and town together, since one follows from the other: both equal, one equal and the other mistyped or
/// missing, or another place.
/// </summary>
/// <param name="codes">The postal codes.</param>
/// <param name="towns">The towns.</param>
/// <param name="codeSlot">Where a row has its postal code.</param>
/// <param name="townSlot">Where it has its town.</param>
/// <param name="exchange">Finds a town in the cell of the street; null without one.</param>
internal sealed class PlaceComparison(TextValues codes, TextValues towns, int codeSlot, int townSlot, StreetForTown? exchange = null)
    : Comparison("place", Sharing.Household, PlaceLevels)
{
    public const int Exact = 1, CodeAndTypo = 2, TownAndTypo = 3, Code = 4, Town = 5, CodeOtherTown = 6, TownOtherCode = 7, Alike = 8,
        Exchanged = 9, Differ = 10;

    private static readonly Level[] PlaceLevels =
    [
        Level.Missing, new("exact", 0.72, 1, true), new("code_town_typo", 0.07, 0.05, true), new("town_code_typo", 0.04, 0.05, true),
        new("code", 0.02, 0.3, true), new("town", 0.02, 0.3, true),
        new("code_other_town", 0.03, 0.2, true), new("town_other_code", 0.02, 0.3, true), new("alike", 0.01, 2, true),
        new("exchanged", 0.005, 0.01, true, true), new("differ", 0.07, 100),
    ];

    private const float MostExchanged = 7;

    private readonly ValueShares codeShares = new(1e-3);
    private readonly ValueShares townShares = new(2e-3);

    public override int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int codeA = Of(a, codeSlot), codeB = Of(b, codeSlot), townA = Of(a, townSlot), townB = Of(b, townSlot);
        var codes = codeA != 0 && codeB != 0;
        var towns = townA != 0 && townB != 0;
        if (!codes && !towns) return 0;
        if (codes && codeA == codeB && (!towns || townA == townB)) return towns ? Exact : Code;
        return !codes && townA == townB ? Town : Unsure;
    }

    public override int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache)
    {
        var quick = Quick(a, b);
        if (quick != Unsure) return quick;
        int codeA = Of(a, codeSlot), codeB = Of(b, codeSlot), townA = Of(a, townSlot), townB = Of(b, townSlot);
        var hasTowns = townA != 0 && townB != 0;
        var hasCodes = codeA != 0 && codeB != 0;
        var townAlike = hasTowns && (townA == townB || IsAlike(townA, townB, cache));
        if (hasCodes && codeA == codeB) return townAlike ? CodeAndTypo : CodeOtherTown;
        var codeAlike = hasCodes && codes.Distance(codeA, codeB, 1) <= 1;
        if (hasTowns && townA == townB) return codeAlike ? TownAndTypo : TownOtherCode;
        if (townAlike || (codeAlike && !hasTowns)) return Alike;
        return hasTowns && exchange is not null && exchange.Found(a, b) ? Exchanged : Differ;
    }

    public override float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) => level switch
    {
        Town or TownAndTypo or TownOtherCode => townShares.RarerOf(Of(a, townSlot), Of(b, townSlot)),
        Exchanged => Math.Max(-MostExchanged, townShares[exchange!.TownOf(a, b)]),
        Alike when AreTowns(a, b) => townShares.RarerOf(Of(a, townSlot), Of(b, townSlot)),
        _ => codeShares.RarerOf(Of(a, codeSlot), Of(b, codeSlot)),
    };

    // Strangers of a town misspell it too.
    public override float LogShareOfFrequent(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) => level != Alike ? float.NegativeInfinity
        : AreTowns(a, b) ? townShares.MoreFrequentOf(Of(a, townSlot), Of(b, townSlot)) : codeShares.MoreFrequentOf(Of(a, codeSlot), Of(b, codeSlot));

    public override void ClearShares()
    {
        codeShares.Clear(codes.Count);
        townShares.Clear(towns.Count);
    }

    public override void CountShares(ReadOnlySpan<int> row, int times)
    {
        codeShares.Add(Of(row, codeSlot), times);
        townShares.Add(Of(row, townSlot), times);
    }

    public override void CloseShares()
    {
        codeShares.Close();
        townShares.Close();
    }

    private bool AreTowns(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => Of(a, townSlot) != 0 && Of(b, townSlot) != 0;

    private static int Of(ReadOnlySpan<int> row, int slot) => slot < 0 ? 0 : row[slot];

    private bool IsAlike(int a, int b, PairCache cache)
    {
        var known = cache.Find(Number, a, b);
        if (known >= 0) return known == 1;
        ReadOnlySpan<char> x = towns[a], y = towns[b];
        var shorter = Math.Min(x.Length, y.Length);
        var limit = shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0;
        var alike = shorter >= 4 && (towns.Distance(a, b, limit) <= limit || x.StartsWith(y, StringComparison.Ordinal)
            || y.StartsWith(x, StringComparison.Ordinal)
            || towns.Likeness(a, b) >= 0.9);
        cache.Keep(Number, a, b, alike ? 1 : 0);
        return alike;
    }
}
