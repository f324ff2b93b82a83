using Stamgast.Customers.Extras;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Customers;

/// <summary>
/// Asks for the indexes of extra fields that are missing, and for an end to those left over: when a field was altered, when the program starts, and
/// when somebody looks at a list, since an undone change of kind leaves the wrong one behind, and a restored backup none.
/// </summary>
internal sealed class ExtraIndexing(Base customers, JobQueue jobs)
{
    // Where one sees whether they are made.
    private const string SettingsPath = "/settings/fields";

    private int asking;

    /// <summary>Asks for what is missing, if anything is; the job is found by <see cref="ExtraIndexJob.Key"/>.</summary>
    /// <param name="userId">Who altered a field; null when the program asks by itself.</param>
    /// <exception cref="RefusedException">busy</exception>
    public void Ask(long? userId)
    {
        if (!new ExtraIndexes(customers).AreMade) jobs.Start(new JobRequest(ExtraIndexJob.KindName, ExtraIndexJob.Key, userId, SettingsPath));
    }

    /// <summary>The same, of what nobody waits for. What failed is not tried again by itself before the program starts anew.</summary>
    public void AskQuietly()
    {
        try
        {
            if (jobs.Find(ExtraIndexJob.Key) is not { State: not JobState.Done }) Ask(null);
        }
        catch (RefusedException)
        {
            // Others write; the next list asks again.
        }
    }

    /// <summary>The same, without waiting until it may be written.</summary>
    public void AskBeside()
    {
        if (Interlocked.Exchange(ref asking, 1) == 0)
            Task.Run(() =>
            {
                try { AskQuietly(); }
                finally { Volatile.Write(ref asking, 0); }
            });
    }

    /// <summary>True while they are being made.</summary>
    public bool IsAtWork => jobs.IsOpen(ExtraIndexJob.Key);
}
