using System.Globalization;
using Stamgast.App.Importing;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Importing;

/// <summary>Helpers for tests of an import that waits for confirmation.</summary>
internal static class WaitingImport
{
    /// <summary>Writes its errors file, in Dutch; gives the path.</summary>
    public static string Errors(TestPlace place, Base customers, ChangeSet set)
    {
        var path = Path.Combine(place.Folder, "errors.csv");
        ErrorsFile.Write(customers, set.Id, path, CultureInfo.GetCultureInfo("nl-BE"));
        return path;
    }

    /// <summary>The current state of the set.</summary>
    public static ChangeSet Set(Base customers, long id)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Single(s => s.Id == id);
    }
}
