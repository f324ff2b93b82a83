using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>Reads and applies imports in the background, so that closing the browser stops nothing.</summary>
public sealed class ImportWork(Base customers, TimeProvider clock, Works works, Uploads uploads) : IDisposable
{
    // Of many files that come at once, so many are read at a time; the others wait their turn.
    private readonly SemaphoreSlim room = new(2);

    public static string KeyOf(long setId) => "import-" + setId.ToString(CultureInfo.InvariantCulture);

    public static string AddressOf(long setId) => "/import/" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the file of an import and makes its preview, anew when there was one.</summary>
    /// <param name="back">What follows the address of the preview at the end.</param>
    public Work Read(long setId, ImportOptions options, string back = "") => works.Start(KeyOf(setId), "import.reading", Permission.Import, work =>
    {
        var imports = new Imports(customers, clock);
        try
        {
            room.Wait(work.Cancelled);
            try
            {
                if (CorrectedFile.ImportOf(customers, uploads.PathOf(setId), work.Cancelled) is { State: ChangeState.Proposed } waiting && waiting.Id != setId) return Join(setId, waiting, work);
                imports.Stage(setId, uploads.PathOf(setId), options, progress =>
                    work.Reached = new Reached(progress.Rows, progress.TotalBytes > 0 ? (double)progress.Bytes / progress.TotalBytes : null), work.Cancelled);
            }
            finally { room.Release(); }
        }
        catch (OperationCanceledException)
        {
            imports.Cancel(setId);
            uploads.Remove(setId);
            return "/import?cancelled=1";
        }
        catch (RefusedException) when (ImportRoutes.Find(customers, setId).State == ChangeState.Failed)
        {
            // Kept with the set: its page says why.
        }
        return AddressOf(setId) + back;
    });

    // The file of errors of an import that still waits: its rows go where they came from, and it is no import of its own.
    private string Join(long setId, ChangeSet waiting, Work work)
    {
        var joined = CorrectedFile.Join(customers, waiting, uploads.PathOf(setId), progress =>
            work.Reached = new Reached(progress.Rows, progress.TotalBytes > 0 ? (double)progress.Bytes / progress.TotalBytes : null), work.Cancelled);
        new Imports(customers, clock).Cancel(setId);
        uploads.Remove(setId);
        return string.Create(CultureInfo.InvariantCulture, $"{AddressOf(waiting.Id)}?joined={joined.Rows}&unknown={joined.Unknown}");
    }

    /// <summary>Applies what the preview showed.</summary>
    public Work Apply(long setId, int revision, Actor actor, CultureInfo culture) => works.Start(KeyOf(setId), "import.applying", Permission.Import, work =>
    {
        ErrorsFile.Write(customers, setId, uploads.ErrorsPath(setId), culture);
        try
        {
            new ChangeSets(customers, clock).Apply(setId, revision, actor, strict: false, (rows, fraction) => work.Reached = new Reached(rows, fraction), work.Cancelled);
        }
        catch (OperationCanceledException)
        {
            return AddressOf(setId) + "?cancelled=1";
        }
        uploads.Remove(setId);
        return AddressOf(setId) + "/done";
    });

    /// <inheritdoc />
    public void Dispose() => room.Dispose();
}
