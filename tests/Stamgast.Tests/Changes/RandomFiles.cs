using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;

namespace Stamgast.Tests.Changes;

/// <summary>
/// Random files, read by the whole import, with wrong cells, and random decisions in their previews. Each file stays on the disk while its preview
/// waits.
/// </summary>
internal sealed class RandomFiles(Base customers, Random random)
{
    private static readonly string[] Header = ["id", "number", "last_name", "city", "groups", "email", "active"];
    private static readonly string[] Names = ["Aerts", "Lefèvre", "Claes", "Žižka", ""];
    private static readonly string[] Cities = ["Antwerpen", "Gent", ""];
    private static readonly string[] Groups = ["Retail", "VIP | Horeca", "vip", ""];
    private static readonly string[] Mails = ["a@post.example", "c@post.example", "fout adres", ""];
    private static readonly string[] Flags = ["ja", "nee", ""];

    private readonly Dictionary<long, (string Path, int Rows, int Reach)> waiting = [];

    public bool Has(long set) => waiting.ContainsKey(set);

    /// <param name="reach">IDs up to this one, and some beyond, are used.</param>
    public long Propose(int reach)
    {
        var rows = random.Next(1, 8);
        var path = Path.Combine(customers.Location.DataFolder, $"{Guid.NewGuid():n}.csv");
        File.WriteAllLines(path, Enumerable.Range(0, rows).Select(_ => string.Join(';', Row(reach))).Prepend(string.Join(';', Header)));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Begin("klanten.csv", Actor.CommandLine).Id;
        imports.Stage(set, path, new ImportOptions { Key = (ImportKey)random.Next(3) });
        waiting.Add(set, (path, rows, reach));
        return set;
    }

    /// <summary>Makes a random decision and describes it.</summary>
    public string Alter(long set)
    {
        var (path, rows, reach) = waiting[set];
        var (corrections, seq) = (new RowCorrections(customers), random.Next(1, rows + 1));
        switch (random.Next(8))
        {
            case < 3:
                corrections.LeaveOut(set, seq, true, path);
                return $"row {seq} out";
            case < 5:
                corrections.LeaveOut(set, seq, false, path);
                return $"row {seq} in";
            case < 7:
                var row = Row(reach);
                corrections.Correct(set, [new CorrectedRow(seq, row)]);
                return $"row {seq} is {string.Join(';', row)}";
            default:
                new Imports(customers, TimeProvider.System).Stage(set, path, Imports.ReportOf(Imports.Find(customers, set))!.Again);
                return "read again";
        }
    }

    public void Forget(long set)
    {
        if (waiting.Remove(set, out var file)) File.Delete(file.Path);
    }

    private string[] Row(int reach) =>
    [
        random.Next(2) == 0 ? "" : random.Next(1, reach + 3).ToString(CultureInfo.InvariantCulture),
        random.Next(3) == 0 ? "C-" + random.Next(1, 7).ToString(CultureInfo.InvariantCulture) : "",
        One(Names), One(Cities), One(Groups), One(Mails), One(Flags),
    ];

    private string One(string[] of) => of[random.Next(of.Length)];
}
