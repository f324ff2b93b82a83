using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.Importing;
using Stamgast.Jobs;

namespace Stamgast.App.Importing;

/// <summary>Reads and applies imports in the background, so that closing the browser stops nothing.</summary>
public sealed class ImportWork(JobQueue jobs, JobProgress progress, ImportsLetGo letGo, Requester requester)
{
    private const string Prefix = "import-";

    public static string KeyOf(long setId) => Prefix + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The import of a <see cref="KeyOf">key</see>.</summary>
    public static long SetOf(string key) => long.Parse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string AddressOf(long setId) => "/import/" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Discards an import, even while its file is being read; nothing of it remains.</summary>
    public void LetGo(long setId)
    {
        var job = jobs.Find(KeyOf(setId));
        letGo.Add(setId);
        if (job is { HasEnded: false }) jobs.Cancel(job);
        // If the work is done here, it cleans up at its end. Elsewhere, the missing set makes it stop.
        if (jobs.EndHere(KeyOf(setId)) is { } end) _ = end.ContinueWith(_ => letGo.Gone(setId), TaskScheduler.Default);
        else letGo.Gone(setId);
    }

    /// <summary>Starts reading the file of an import, and leads to its preview.</summary>
    /// <inheritdoc cref="Read" />
    public Task<IResult> ReadAsync(long setId, ImportOptions options, string back = "", bool asks = false) =>
        progress.FollowAsync(Read(setId, options, back, asks));

    /// <summary>Starts reading the file of an import.</summary>
    /// <param name="back">Appended to the address of the preview at the end.</param>
    /// <param name="asks">True to end at the columns page if the preview would show hardly anything but errors.</param>
    public Job Read(long setId, ImportOptions options, string back = "", bool asks = false) => jobs.Start(
        Request(ReadFileJob.KindName, setId).With(new ReadFileJob.Order(options with { Mapping = null }, options.Mapping?.ToJson(), back, asks)));

    /// <summary>Starts applying a preview, and leads to the result.</summary>
    public Task<IResult> ApplyAsync(long setId, int revision, CultureInfo culture) => progress.FollowAsync(
        jobs.Start(Request(ApplyImportJob.KindName, setId).With(new ApplyImportJob.Order(revision, culture.Name))));

    private JobRequest Request(string kind, long setId) => new(kind, KeyOf(setId), requester.User?.Id, AddressOf(setId));
}
