using System.Collections.Concurrent;
using System.Globalization;
using Stamgast.App.Activity;
using Stamgast.App.Permissions;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;

namespace Stamgast.App.Importing;

/// <summary>Reads and applies imports in the background, so that closing the browser stops nothing.</summary>
public sealed class ImportWork(Base customers, TimeProvider clock, Works works, Uploads uploads, PreviewMemory previews) : IDisposable
{
    // Of many files that come at once, so many are read at a time; the others wait their turn.
    private readonly SemaphoreSlim room = new(2);
    private readonly ConcurrentDictionary<long, bool> letGo = new();

    public static string KeyOf(long setId) => "import-" + setId.ToString(CultureInfo.InvariantCulture);

    public static string AddressOf(long setId) => "/import/" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lets go of an import, also while its file is being read; nothing of it is left.</summary>
    public void LetGo(long setId)
    {
        letGo[setId] = true;
        works.Find(KeyOf(setId))?.Cancel();
        if (!works.IsRunning(KeyOf(setId))) Gone(setId);
    }

    // Where to go from an import that somebody let go of; null for one that is still wanted, or was applied before that was heard.
    private string? Gone(long setId)
    {
        if (!letGo.TryRemove(setId, out _) || ImportRoutes.Find(customers, setId).State == ChangeState.Applied) return null;
        Remove(setId);
        return DoneWords.Said("/import", "import.cancelled");
    }

    // The file first: on a full disk it makes the room in which the rest can be written.
    private void Remove(long setId)
    {
        previews.Drop(setId);
        uploads.Remove(setId);
        new Imports(customers, clock).Cancel(setId);
    }

    private Work Start(long setId, string caption, SemaphoreSlim? turn, Func<Work, string> run) => works.Start(KeyOf(setId), caption, Permission.Import, turn, work =>
    {
        work.From = AddressOf(setId);
        // What is remembered of it will be no more, and both cores have other work.
        previews.Drop(setId);
        try
        {
            var end = run(work);
            return Gone(setId) ?? end;
        }
        catch when (letGo.ContainsKey(setId))
        {
            // Whoever let go of it does not ask why it failed.
            return Gone(setId) ?? AddressOf(setId);
        }
    });

    /// <summary>Reads the file of an import and makes its preview, anew when there was one: that one stays when the reading fails or is cancelled.</summary>
    /// <param name="back">What follows the address of the preview at the end.</param>
    /// <param name="asks">True to end on the page of the columns when the preview would hardly show anything but errors.</param>
    public Work Read(long setId, ImportOptions options, string back = "", bool asks = false) => Start(setId, "import.reading", room, work =>
    {
        var imports = new Imports(customers, clock);
        try
        {
            work.Cancelled.ThrowIfCancellationRequested();
            if (CorrectedFile.WaitingFor(customers, uploads.PathOf(setId), work.Cancelled) is { } waiting && waiting.Id != setId) return Join(setId, waiting, work);
            imports.Stage(setId, uploads.PathOf(setId), options, progress =>
                work.Reached = new Reached(progress.Rows, progress.TotalBytes > 0 ? (double)progress.Bytes / progress.TotalBytes : null), work.Cancelled);
        }
        catch (OperationCanceledException)
        {
            // The preview that was there stands again; a file that was read for the first time leaves nothing.
            if (ImportRoutes.Find(customers, setId).State != ChangeState.Proposed) letGo[setId] = true;
            return DoneWords.Said(AddressOf(setId), "import.applyCancelled");
        }
        catch (RefusedException) when (ImportRoutes.Find(customers, setId) is { State: ChangeState.Failed } or { State: ChangeState.Proposed, Failure: not null })
        {
            // Kept with the set: its page says why.
            return AddressOf(setId);
        }
        catch (RefusedException e) when (!IsReadElsewhere(e.Refusal, setId) && ImportRoutes.Find(customers, setId) is { State: ChangeState.Staging, Staged: 0 })
        {
            // Corrected rows that could not join their import: there is nothing else to do with them now.
            Remove(setId);
            throw;
        }
        catch (Exception e) when (e is not RefusedException)
        {
            // Its page offers to try again, instead of telling for ever that it is being read.
            imports.GiveUp(setId);
            throw;
        }
        return asks && ImportRoutes.Find(customers, setId) is var read && Imports.ReportOf(read) is { } report && ImportQuestion.IsAsked(read, report)
            ? AddressOf(setId) + "/columns" : AddressOf(setId) + back;
    });

    private static bool IsReadElsewhere(Refusal refusal, long setId) => refusal is { Code: "proposal.staging", Arguments: [long read, ..] } && read == setId;

    // The file of errors of an import that still waits: its rows go where they came from, and it is no import of its own.
    private string Join(long setId, ChangeSet waiting, Work work)
    {
        var joined = CorrectedFile.Join(customers, waiting, uploads.PathOf(setId), progress =>
            work.Reached = new Reached(progress.Rows, progress.TotalBytes > 0 ? (double)progress.Bytes / progress.TotalBytes : null), work.Cancelled);
        uploads.Remove(setId);
        new Imports(customers, clock).Cancel(setId);
        List<FlashCount> more = joined.Wrong > 0 ? [new("import.joined.right", joined.Right), new("import.joined.fix", joined.Wrong)] : [];
        if (joined.Unknown > 0) more.Add(new("import.joined.unknown", joined.Unknown));
        return new Flash
        {
            Key = "import.joined", Count = joined.Rows, And = more, Warns = joined.Right == 0 || joined.Wrong > 0,
            Href = joined.Wrong > 0 ? AddressOf(waiting.Id) + "/errors.csv" : null, LinkKey = "import.errors.download",
        }.At(AddressOf(waiting.Id));
    }

    /// <summary>Applies what the preview showed.</summary>
    public Work Apply(long setId, int revision, Actor actor, CultureInfo culture) => Start(setId, "import.applying", null, work =>
    {
        ErrorsFile.Write(customers, setId, uploads.ErrorsPath(setId), culture);
        try
        {
            new ConfirmProposal(customers, clock).Do(setId, revision, actor, strict: false, (rows, fraction) => work.Reached = new Reached(rows, fraction), work.Cancelled);
        }
        catch (OperationCanceledException)
        {
            return DoneWords.Said(AddressOf(setId), "import.applyCancelled");
        }
        uploads.Remove(setId);
        return AddressOf(setId) + "/done";
    });

    /// <inheritdoc />
    public void Dispose() => room.Dispose();
}
