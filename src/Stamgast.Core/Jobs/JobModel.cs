using Microsoft.EntityFrameworkCore;

namespace Stamgast.Jobs;

/// <summary>The table of jobs.</summary>
internal static class JobModel
{
    /// <summary>The jobs that have not ended.</summary>
    public const string Open = "state < 2";

    public static void Configure(ModelBuilder model) =>
        model.Entity<Job>(job =>
        {
            job.Ignore(j => j.Refusal);
            job.HasIndex(j => j.Key, "ix_job_open").IsUnique().HasFilter(Open);
            job.HasIndex(j => new { j.Key, j.Id }, "ix_job_key");
            job.HasIndex(j => j.EndedAt, "ix_job_ended");
        });
}
