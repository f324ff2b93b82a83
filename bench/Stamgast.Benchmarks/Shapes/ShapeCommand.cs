using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary><c>shape NAME FILE TRUTH [SEED] [--no-header]</c> makes up a table with duplicates, the same for the same seed, for <c>quality</c> to
/// search.</summary>
internal static class ShapeCommand
{
    private const string NoHeader = "--no-header";

    private static readonly Dictionary<string, Func<Invention, InventedTable>> Shapes = new(StringComparer.Ordinal)
    {
        ["febrl3"] = i => FebrlShape.Make(i, 2000, 3000, 5, 6),
        ["febrl4"] = i => FebrlShape.Make(i, 5000, 5000, 1, 4),
        ["german-names"] = i => GermanNamesShape.Make(i, 10_000, false),
        ["german-names-date"] = i => GermanNamesShape.Make(i, 10_000, true),
        ["families"] = i => FamiliesShape.Make(i, 6000),
        ["companies"] = i => CompaniesShape.Make(i, 6000, 1200),
        ["historical"] = i => HistoricalShape.Make(i, 50_000),
        ["sources"] = i => SourcesShape.Make(i, 1500, 600),
        ["restaurants"] = i => RestaurantsShape.Make(i, 900),
        ["census"] = i => CensusShape.Make(i, 700),
        ["contacts"] = i => ContactsShape.Make(i, 8000),
        ["songs"] = i => SongsShape.Make(i, 3000),
        ["chain"] = i => ChainShape.Make(i, 900, 6000),
        ["exchanged"] = i => ExchangedShape.Make(i, 4000),
        ["scripts"] = i => ScriptsShape.Make(i, 1500),
    };

    /// <summary>The same, those of many rows smaller: for all of them in a minute or two.</summary>
    public static IEnumerable<KeyValuePair<string, Func<Invention, InventedTable>>> Small =>
        Shapes.Select(s => s.Key == "historical" ? new(s.Key, i => HistoricalShape.Make(i, 10_000)) : s);

    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length < 3 || !Shapes.TryGetValue(args[0], out var shape))
        {
            output.WriteLine($"shape {string.Join('|', Shapes.Keys)} FILE TRUTH [SEED] [--no-header]");
            return 2;
        }
        var invention = new Invention(args.Length > 3 && args[3] != NoHeader ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1);
        shape(invention).Write(args[1], args[2], invention.Random, !args.Contains(NoHeader));
        return 0;
    }
}
