using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>A small file that a test imports, and the result.</summary>
internal static class Sheet
{
    /// <summary>Writes the file, replacing an existing one, and returns its path.</summary>
    public static string Write(TestPlace place, string text)
    {
        var path = PathIn(place);
        File.WriteAllText(path, text);
        return path;
    }

    public static string PathIn(TestPlace place) => Path.Combine(place.Folder, "sheet.csv");

    /// <summary>Reads the file into an import; into an existing one if its number is given.</summary>
    public static ChangeSet Read(TestPlace place, Base customers, string text, ImportOptions? options = null, long? again = null)
    {
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(again ?? imports.Begin("sheet.csv", Actor.CommandLine).Id, Write(place, text), options ?? new ImportOptions());
    }

    /// <summary>The class of each row, or the line of which it is a second one.</summary>
    public static string[] Became(Base customers, long id) => [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 20)
        .Select(r => r.Problems is [{ Code: "import.second_email" or "import.second_vat" } second] ? "second of " + second.Detail : r.Class.ToString())];

    /// <summary>The import as stored.</summary>
    public static ChangeSet Set(Base customers, long id)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Single(s => s.Id == id);
    }
}
