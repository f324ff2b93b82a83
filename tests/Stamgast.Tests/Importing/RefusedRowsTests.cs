using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class RefusedRowsTests
{
    [Theory, EachEngine]
    public async Task A_row_that_is_refused_after_the_look_up_keeps_its_cells(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, "number;first_name;last_name\nC-1;Jozefien;Aerts\nC-2;Willem;de Bakker\nC-1;Josefien;Aerts\n");
        try
        {
            var imports = new Imports(customers, TimeProvider.System);
            var set = imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, new ImportOptions());
            Assert.Equal(ChangeState.Proposed, set.State);
            var refused = Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 10));
            Assert.Equal(["C-1", "Josefien", "Aerts"], refused.Cells);
            Assert.Equal(2, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 10).Count);
        }
        finally { File.Delete(path); }
    }
}
