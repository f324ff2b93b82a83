using Stamgast.App.Customers;
using Stamgast.App.Activity;
using Stamgast.App.Attachments;
using Stamgast.App.BulkEdit;
using Stamgast.App.Duplicates.Lanes;
using Stamgast.App.Duplicates.Scanning;
using Stamgast.App.Exchange;
using Stamgast.App.ExtraFields;
using Stamgast.App.Importing;
using Stamgast.App.Importing.Similar;
using Stamgast.App.Jobs;
using Stamgast.App.Sales;
using Stamgast.App.Service;
using Stamgast.App.Serving;
using Stamgast.App.Settings;
using Stamgast.App.Shops;
using Stamgast.App.Tasks;
using Stamgast.App.Tasks.Exchange;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Settings;

namespace Stamgast.App.Start;

/// <summary>The register of background jobs: each feature adds its own.</summary>
internal static class AllJobs
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<JobKind, ReadFileJob>().AddSingleton<JobKind, ApplyImportJob>();
        services.AddSingleton<JobKind, FindSimilarJob>().AddSingleton<SimilarSearches>();
        services.AddSingleton<JobKind, ReadTasksJob>().AddSingleton<JobKind, ApplyTasksJob>();
        services.AddSingleton<JobKind, ReadRecordsJob>().AddSingleton<JobKind, ApplyRecordsJob>();
        services.AddSingleton<JobKind, UndoJob>();
        services.AddSingleton<JobKind, MergeCertainJob>();
        services.AddSingleton<JobKind, ScanJob>();
        services.AddSingleton<JobKind, ProposeEditJob>().AddSingleton<JobKind, ProposeTrashJob>();
        services.AddSingleton<JobKind, ConfirmEditJob>().AddSingleton<JobKind, ConfirmTrashJob>();
        services.AddSingleton<JobKind, NamesJob>().AddSingleton<JobKind, RenameShopJob>();
        services.AddSingleton<JobKind, SalesNightJob>().AddSingleton(parts => new DailyJobs(parts.GetRequiredService<JobQueue>(),
            parts.GetRequiredService<TimeProvider>(), () => Today(parts.GetRequiredService<Base>(), parts.GetRequiredService<TimeProvider>())));
        services.AddSingleton<JobKind, TicketNightJob>();
        services.AddSingleton<JobKind, ExtraIndexJob>().AddSingleton<JobKind, ExtraKindJob>().AddSingleton<ExtraIndexing>();
        services.AddSingleton<JobKind, CleanDocumentsJob>();
        services.AddSingleton<JobActors>().AddSingleton<JobProgress>();
        services.AddSingleton(parts => new JobQueue(parts.GetRequiredService<Base>(), parts.GetRequiredService<TimeProvider>(), parts.GetServices<JobKind>())
        {
            Broken = (job, failure) => Tell(job, failure, parts.GetRequiredService<Failing>(), parts.GetRequiredService<ILogger<JobQueue>>()),
        });
    }

    /// <summary>Starts and stops with the web server.</summary>
    public static void BeginWith(WebApplication app)
    {
        var jobs = app.Services.GetRequiredService<JobQueue>();
        app.Lifetime.ApplicationStarted.Register(jobs.Begin);
        app.Lifetime.ApplicationStarted.Register(() => Task.Run(app.Services.GetRequiredService<ExtraIndexing>().AskQuietly));
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<DailyJobs>().Begin);
        app.Lifetime.ApplicationStopping.Register(jobs.Stop);
    }

    private static DateOnly Today(Base customers, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), OrganisationSettings.Of(customers).TimeZone).DateTime);

    private static void Tell(Job job, Exception failure, Failing failing, ILogger log)
    {
        // Outside failures are logged elsewhere.
        if (failing.Of(failure) is not null) return;
        log.LogError(failure, "Job {Id} ({Kind}) failed", job.Id, job.Kind);
        failing.LookForDamage();
    }
}
