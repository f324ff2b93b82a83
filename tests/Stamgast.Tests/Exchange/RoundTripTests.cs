using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Exporting;
using Stamgast.Importing;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.SampleData;
using Stamgast.Testing;

namespace Stamgast.Tests.Exchange;

public sealed class RoundTripTests
{
    private const int Some = 60;

    [Theory, EachEngine]
    public async Task An_export_of_any_kind_changes_nothing_when_it_comes_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var samples = new Samples(customers, TimeProvider.System);
        samples.AddRecords(samples.Add(Some, 7, 5, Actor.CommandLine), Some, 7, 5, Actor.CommandLine);
        var wrong = new List<string>();
        foreach (var kind in RecordKinds.All.Where(k => k.Key is not ("attachments" or "set-offs")))
            foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Json })
            {
                var path = Path.Combine(place.Folder, $"{kind.Key}.{format}".ToLowerInvariant());
                var rows = new RecordExport(customers, kind, Viewer.CommandLine, TimeProvider.System).WriteFile(path, format);
                if (rows == 0) continue;
                var result = new RecordImport(customers, kind, TimeProvider.System).Stage(path, Actor.CommandLine,
                    new ExchangeOptions { Empty = EmptyCells.Clear });
                var said = string.Join("; ", new ProposalPreview(customers, Viewer.CommandLine)
                    .Page(result.Set.Id, Stamgast.Proposals.Previews.PreviewFilter.Everything, 0, 2).Select(r =>
                        string.Join(", ", r.Problems.Select(p => $"{p.Name} {p.Code} {p.Text} {p.Detail}")) + string.Join(", ", r.Changes.Select(c =>
                        $"{c.Name}: {c.Before} > {c.After}"))));
                if (result.Set.Unchanged != rows || result.Report.Unmapped.Count > 0)
                    wrong.Add($"{kind.Key} {format}: {result.Set.Unchanged} of {rows}; {string.Join(", ", result.Report.Unmapped)}; {said}");
                new DropProposal(customers).Do(result.Set.Id);
            }
        Assert.Empty(wrong);
    }
}
