using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Stamgast.App.Attachments;
using Stamgast.App.BulkEdit;
using Stamgast.App.Customers;
using Stamgast.App.Customers.Filters;
using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Names;
using Stamgast.App.Duplicates;
using Stamgast.App.Duplicates.Comparing;
using Stamgast.App.Duplicates.Lanes;
using Stamgast.App.Duplicates.Scanning;
using Stamgast.App.ExtraFields;
using Stamgast.App.FirstRun;
using Stamgast.App.Importing;
using Stamgast.App.Kinds;
using Stamgast.App.Kinds.Lists;
using Stamgast.App.Merging;
using Stamgast.App.Merging.Splitting;
using Stamgast.App.Outbox;
using Stamgast.App.Proposals;
using Stamgast.App.Said;
using Stamgast.App.Sales.Agreements;
using Stamgast.App.Sales.Invoices;
using Stamgast.App.Service;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.App.Settings;
using Stamgast.App.Shops;
using Stamgast.App.Tasks;
using Stamgast.App.Users;
using Stamgast.Attachments;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Jobs;
using Stamgast.Outbox;
using Stamgast.Proposals.Previews;
using Stamgast.SampleData;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.App.Start;

/// <summary>Puts the web server together.</summary>
internal static class WebHost
{
    private const long LargestForm = 16L << 20;
    // A page of columns of a wide table, with the meanings of its values.
    private const int MostFields = 16_384;
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(20);

    /// <summary>The server of a base, not started yet. It does not own the base.</summary>
    /// <param name="logs">Receives the log instead of standard error, for tests.</param>
    /// <param name="more">Kinds of jobs that only a test knows.</param>
    public static WebApplication Build(Base customers, ServeOptions options, ILoggerProvider? logs = null, params IReadOnlyList<JobKind> more)
    {
        WaitingRoom.ReserveThreads();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
        });
        (logs is null ? builder.Logging.ClearProviders().AddSimpleConsole(line => line.SingleLine = true) : builder.Logging.ClearProviders().AddProvider(logs))
            .SetMinimumLevel(LogLevel.Warning)
            // The keys protect forms only and are stored in the base with everything else.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error)
            // The command explains in words why it could not start.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = PatienceAtStop);
        AddParts(builder.Services, customers, options);
        foreach (var kind in more) builder.Services.AddSingleton(kind);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseMiddleware<Gate>();
        app.UseEndpoints(_ => { });
        AllRoutes.Map(app);
        AllJobs.BeginWith(app);
        Routes.RequirePermissions(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints));
        return app;
    }

    private static void AddParts(IServiceCollection services, Base customers, ServeOptions options)
    {
        services.AddSingleton(customers).AddSingleton(options).AddSingleton(TimeProvider.System);
        services.AddSingleton<UserAccounts>().AddSingleton<Sessions>().AddSingleton<SignInLinks>().AddSingleton<SignIn>().AddSingleton<KnownBrowser>()
            .AddSingleton<Samples>();
        services.AddHttpContextAccessor();
        services.AddSingleton<KnownSettings>().AddSingleton<Failing>().AddSingleton<WaitingRoom>().AddSingleton<Downloads>();
        services.AddScoped(parts => new Lazy<OrganisationSettings>(parts.GetRequiredService<KnownSettings>().Read))
            .AddScoped(parts => parts.GetRequiredService<Lazy<OrganisationSettings>>().Value);
        services.AddScoped<Requester>();
        services.AddScoped(s => s.GetRequiredService<Requester>().Visit).AddScoped(s => s.GetRequiredService<Requester>().Viewer);
        services.AddSingleton<BroughtFiles>().AddSingleton<Uploads>().AddSingleton<ImportsLetGo>().AddScoped<ImportWork>().AddSingleton<DoneForms>()
            .AddSingleton<Flashes>().AddSingleton<FormOwner>().AddSingleton<KeptForms>().AddSingleton<ListMemory>().AddSingleton<ListCounts>()
            .AddSingleton<RecordTotals>().AddScoped<KindRoutes.Saving>()
            .AddScoped<CustomerRoutes.Acting>();
        services.AddSingleton<MatchMemory>().AddSingleton<ScanFollowing>();
        services.AddSingleton<SelectionsKept>().AddScoped<BulkProposing>().AddSingleton<NameBooks>().AddScoped<NamesNow>().AddScoped<NamesRoutes.Acting>()
            .AddScoped<ShopsNow>()
            .AddScoped<ExtraFieldsRoutes.Acting>().AddScoped<ExtraFieldsRoutes.Choosing>();
        services.AddScoped<MergeViewing>().AddScoped<MergeDoing>().AddScoped<SplitViewing>().AddScoped<SplitDoing>();
        services.AddSingleton<DuplicateCounts>().AddScoped<DuplicateRoutes.Opened>().AddScoped<LaneRoutes.Opened>().AddScoped<SecondLookRoutes.Opened>()
            .AddScoped<CompareRoutes.Opened>();
        services.AddScoped<TaskNames>().AddScoped<TaskPages.Opened>().AddScoped<CustomerTasksShown>();
        services.AddSingleton(_ => DocumentStore.Of(customers))
            .AddScoped<AttachmentRoutes.Opened>().AddScoped<InvoicePapers>().AddScoped<ShopRoutes.Opened>()
            .AddScoped<AgreementRoutes.Opened>().AddScoped<ReviewRoutes.Opened>();
        AddWordsOfLaterFeatures(services, customers);
        services.AddSingleton(parts => new PreviewMemory(customers, parts.GetRequiredService<ListMemory>(), TimeProvider.System)
        {
            Failed = (set, e) => parts.GetRequiredService<ILogger<PreviewMemory>>()
                .LogError(e, "Import {Set} could not be prepared to be searched; it is tried again from time to time", set),
        });
        services.AddHostedService<OutboxWorker>().AddScoped<MailWriting>().AddScoped<MailFiles>().AddSingleton<MailDecisions>().AddSingleton<QueueMail>();
        AllJobs.Add(services);
        services.AddRazorComponents();
        // Letters of all scripts unescaped: pages stay readable, and half as long in French or Greek.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(forms =>
        {
            forms.Cookie = new Cookies.OfForms(new HttpContextAccessor()) { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.SameAsRequest, Path = "/" };
            forms.FormFieldName = FormGuard.TokenField;
            forms.HeaderName = FormGuard.TokenHeader;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("stamgast");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeys(customers));
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = LargestForm;
            form.ValueCountLimit = MostFields;
        });
        services.Configure<ForwardedHeadersOptions>(proxies =>
        {
            proxies.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in options.Proxies) proxies.KnownProxies.Add(proxy);
        });
    }

    // What a feature shows from later ones, which it may not use.
    private static void AddWordsOfLaterFeatures(IServiceCollection services, Base customers)
    {
        services.AddScoped(AllMenuNumbers.Of);
        services.AddSingleton<AfterCreating>((id, onItsPage, visit) => AfterCreation.Lines(id, onItsPage, customers, visit));
        services.AddSingleton(AllKindParts.All);
        services.AddScoped<RecordNames>();
        services.AddScoped<RecordPages>().AddScoped<TicketDraft>().AddScoped<LastThen>().AddScoped<MailRoutes.Opened>();
        services.AddScoped<ShowTasksOfCustomer>(parts => parts.GetRequiredService<CustomerTasksShown>().Show);
        services.AddSingleton<ShowFirstRun>((secret, requester) => FirstRunRoutes.Show(secret, requester));
    }
}
