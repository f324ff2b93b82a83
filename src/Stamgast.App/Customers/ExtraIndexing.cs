using Stamgast.Customers.Lists;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Customers;

/// <summary>
/// Asks for the indexes of extra fields that are missing: when a field was altered, when the program starts, and when a list is filtered by a
/// field without one, since an undone change of kind or a restored backup leaves none behind.
/// </summary>
internal sealed class ExtraIndexing(Base customers, JobQueue jobs)
{
    // Where one sees whether they are made.
    private const string SettingsPath = "/settings/fields";

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
            if (jobs.Find(ExtraIndexJob.Key) is not { State: JobState.Failed or JobState.Cancelled }) Ask(null);
        }
        catch (RefusedException)
        {
            // Others write; the next list asks again.
        }
    }

    /// <summary>True while they are being made.</summary>
    public bool IsAtWork => jobs.IsOpen(ExtraIndexJob.Key);
}
