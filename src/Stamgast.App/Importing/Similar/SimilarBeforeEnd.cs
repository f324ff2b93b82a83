using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Customers.Lists;
using Stamgast.Duplicates.Scanning;
using Stamgast.Importing;
using Stamgast.Importing.Similar;

namespace Stamgast.App.Importing.Similar;

/// <summary>
/// The same search for duplicates as beside a preview, for a command: before it ends or applies, so that it counts what the page would show. What would
/// take much longer than the import itself, only the page does; the command says so.
/// </summary>
internal static class SimilarBeforeEnd
{
    /// <summary>Up to so many new rows where a server knows the customers already.</summary>
    private const long MostRows = 100_000;

    /// <summary>By itself, up to so many new rows and customers.</summary>
    private const long MostRowsAlone = 20_000, MostCustomersAlone = 100_000;

    /// <summary>The import with what was found, or as it was.</summary>
    public static ChangeSet Search(CommandContext context, ChangeSet set)
    {
        if (!FindSimilarRows.IsWanted(set) || set.Created > MostRows) return set;
        if (context.Memory is { } known) return Search(context, set, known);
        if (set.Created > MostRowsAlone || new CustomerList(context.Base, context.Viewer).Count(new CustomerQuery()) > MostCustomersAlone) return set;
        using var own = new MatchMemory(context.Base);
        own.Load();
        return Search(context, set, own);
    }

    private static ChangeSet Search(CommandContext context, ChangeSet set, MatchMemory memory)
    {
        using var line = context.Progress(context.T("import.similar.searching"));
        new FindSimilarRows(context.Base, memory).Do(set.Id, done => line.Report((done, set.Created)), context.Cancel);
        return Imports.Find(context.Base, set.Id);
    }
}
