using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.Importing;
using Stamgast.Jobs;

namespace Stamgast.App.Importing;

/// <summary>Reads and applies imports in the background, so that closing the browser stops nothing.</summary>
public sealed class ImportWork(JobQueue jobs, JobProgress progress, ImportsLetGo letGo, Visitor visitor)
{
    private const string Prefix = "import-";

    public static string KeyOf(long setId) => Prefix + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The import of a <see cref="KeyOf">key</see>.</summary>
    public static long SetOf(string key) => long.Parse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string AddressOf(long setId) => "/import/" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lets go of an import, also while its file is being read; nothing of it is left.</summary>
    public void LetGo(long setId)
    {
        var job = jobs.Find(KeyOf(setId));
        letGo.Add(setId);
        if (job is { HasEnded: false }) jobs.Cancel(job);
        // Whoever does it here puts it away at its end. Elsewhere its set is missed, and what is being done is given up.
        if (jobs.EndHere(KeyOf(setId)) is { } end) _ = end.ContinueWith(_ => letGo.Gone(setId), TaskScheduler.Default);
        else letGo.Gone(setId);
    }

    /// <summary>Begins to read the file of an import, and leads to its preview.</summary>
    /// <inheritdoc cref="Read" />
    public Task<IResult> ReadAsync(long setId, ImportOptions options, string back = "", bool asks = false) =>
        progress.FollowAsync(Read(setId, options, back, asks));

    /// <summary>Begins to read the file of an import.</summary>
    /// <param name="back">What follows the address of the preview at the end.</param>
    /// <param name="asks">True to end on the page of the columns when the preview would hardly show anything but errors.</param>
    public Job Read(long setId, ImportOptions options, string back = "", bool asks = false) => jobs.Start(
        Request(ReadFileJob.KindName, setId).With(new ReadFileJob.Order(options with { Mapping = null }, options.Mapping?.ToJson(), back, asks)));

    /// <summary>Begins to apply what the preview showed, and leads to what became of it.</summary>
    public Task<IResult> ApplyAsync(long setId, int revision, CultureInfo culture) => progress.FollowAsync(
        jobs.Start(Request(ApplyImportJob.KindName, setId).With(new ApplyImportJob.Order(revision, culture.Name))));

    private JobRequest Request(string kind, long setId) => new(kind, KeyOf(setId), visitor.User?.Id, AddressOf(setId));
}
