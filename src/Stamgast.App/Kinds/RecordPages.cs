using System.Globalization;
using Stamgast.App.Kinds.References;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Users;

namespace Stamgast.App.Kinds;

/// <summary>Reads what the pages of records show, and renders them.</summary>
public sealed class RecordPages(Base customers, TimeProvider clock, Visit visit, RecordNames names, ListMemory memory, KindParts parts)
{
    private const int Shown = 50;
    private const int StepsShown = 50;
    private const int CustomersFound = 200;
    private const int LinkedShown = 10;

    // The sum of more than this takes longer than a page may.
    private const int SummedAtOnce = 20_000;

    public Base Base => customers;

    public TimeProvider Clock => clock;

    public Visit Visit => visit;

    /// <summary>The present day of the organisation, "2026-11-30".</summary>
    public string Today => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), visit.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public GivenRecord Given(RecordForm form) => form.Given(names, customers, memory, visit);

    public IResult List(KindPart part, HttpContext context) =>
        Page.Of<RecordListPage>(new { View = ListView(part, RecordAddress.Parse(part.Kind, part.Path, context.Request.Query), null) });

    /// <summary>A list of records of a kind.</summary>
    /// <param name="customer">Only those of this customer; null for all.</param>
    public RecordListView ListView(KindPart part, RecordAddress address, CustomerState? customer)
    {
        var list = new RecordList(customers, part.Kind, visit.Viewer, Today);
        var query = QueryOf(part, address, customer?.Id);
        var counts = list.Counts(new RecordQuery { Customer = customer?.Id, Shop = query.Shop, From = query.From, Until = query.Until });
        var isSumLarge = part.Sum is not null && customer is null && !address.IsSummed && query.Words.Length == 0
            && (query.States.Count == 0 ? counts.Values.Sum() : query.States.Sum(s => counts.GetValueOrDefault(s))) > SummedAtOnce;
        return new RecordListView(part, address, list.Page(query, address.After, Shown),
            counts)
        {
            Sums = isSumLarge || part.Sum is null || customer is not null ? null : list.Sums(query, part.Sum.Name), IsSumLarge = isSumLarge,
            Today = Today, Customer = customer?.Id, Shops = Shops(),
            Chips = part.Kind.ListedBy is { } by && customer is not null ? list.CountsBy(by, new RecordQuery { Customer = customer.Id })
                : new Dictionary<string, long>(),
            Mine = part.Kind.AssignedTo is null || customer is not null ? 0
                : list.Count((address with { IsMine = true, State = null, Special = null, Words = "" }).Of(part.Kind, null, [], visit.Viewer.UserId)),
            IsInactive = part.Kind.NeedsActiveCustomer && customer?.Values[CustomerFields.Active] == "0",
        };
    }

    /// <summary>What the address of a list asks for.</summary>
    public RecordQuery QueryOf(KindPart part, RecordAddress address, long? customer = null) =>
        address.Of(part.Kind, customer, address.Words.Length == 0 || customer is not null ? []
            : [.. new CustomerList(customers, visit.Viewer, memory).Page(new CustomerQuery { Words = address.Words }, null, CustomersFound).Rows
                .Select(r => r.Id)], visit.Viewer.UserId);

    /// <summary>The page of one record.</summary>
    /// <param name="refusal">Why what was asked could not be done.</param>
    /// <param name="links">The records because of which.</param>
    public IResult Show(KindPart part, long id, Refusal? refusal = null, IReadOnlyList<Blocker>? links = null)
    {
        var row = new RecordList(customers, part.Kind, visit.Viewer, Today).Find(id) ?? throw new RefusedException(Refusals.Unknown(part.Kind.Shape), id);
        var history = new History(customers, visit.Viewer, part.Kind.Shape).Of(id, limit: StepsShown);
        var verb = new StepRecords(customers, part.Kind, visit.Viewer, clock);
        var state = part.Kind.State is { } field ? row[field] : null;
        var steps = part.Kind.Steps.Where(s => s.From.Contains(state!)).Select(s => (Step: s, Refusal: verb.Refuses(s, row.State))).ToList();
        using var context = new KindContext(customers, visit.Viewer, clock);
        var page = Page.Of<RecordPage>(new
        {
            View = new RecordView(part, row, Today)
            {
                Steps = steps, ProblemLinks = links ?? [],
                Blockers = steps.Where(s => s.Refusal is not null).ToDictionary(s => s.Step.Key, s => part.Kind.Blocking(s.Step, row.State, context)),
                Linked = Linked(part, row), History = history, Passed = Passed(part.Kind, history), Users = UserNames.Read(customers, visit),
                Titles = ChangeTitles.Read(customers, [.. history.Select(h => h.Set)], visit),
                Problem = refusal is null ? null : refusal.What(visit.Culture) + " " + refusal.Remedy(visit.Culture),
            },
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        return part.Beside is null ? page : new PageWithFrame(page);
    }

    // What was undone did not happen.
    private static HashSet<string>? Passed(RecordKind kind, IReadOnlyList<HistoryEntry> history)
    {
        if (kind.State is not { } field || history.Count >= StepsShown) return null;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in history.Where(h => !h.Undone))
            if (entry.Changes.FirstOrDefault(c => c.Field == field.Ordinal) is { After: { } after }) passed.Add(after);
            else if (entry.IsCreation && field.Default is { } first) passed.Add(first);
        return passed;
    }

    /// <summary>The form of a new record.</summary>
    public IResult New(KindPart part, IQueryCollection query)
    {
        var values = part.Kind.Shape.Blank();
        foreach (var field in part.Kind.Fields.Where(f => f.By <= GivenBy.Steps && !f.IsDerived))
            if (query[field.Name].ToString() is { Length: > 0 } given) values[field] = given;
        if (part.Kind.Date is { By: GivenBy.Anybody } date) values[date] ??= Today;
        using (var context = new KindContext(customers, visit.Viewer, clock)) part.Kind.Suggest(values, context);
        var form = RecordForm.Of(part, values, 0);
        return Form(form, null, part.Kind.Customer is { } customer ? values[customer] : null);
    }

    public IResult Edit(KindPart part, long id)
    {
        var state = AskedRecords.Require(customers, part.Kind, id);
        return state.Trashed ? Show(part, id) : Form(RecordForm.Of(part, state.Values, state.Version), id);
    }

    /// <summary>The form with its problems.</summary>
    /// <param name="id">Null for a new record.</param>
    /// <param name="about">The customer from whose page it came.</param>
    public IResult Form(RecordForm form, long? id, string? about = null) => Page.Of<RecordEditPage>(new
    {
        Form = form, Id = id, About = about, Shops = Shops(), People = People(),
        Back = id is { } known ? string.Create(CultureInfo.InvariantCulture, $"{form.Part.Path}/{known}") : BackOf(form.Part, about),
    }, form.Theirs.Count > 0 ? StatusCodes.Status409Conflict : form.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>The records that a form offers for a field.</summary>
    /// <inheritdoc cref="OfferedRecords.Of" path="/param" />
    public IReadOnlyList<OfferedRecord> Offered(RecordKind kind, KindField field, string? customer, string words) =>
        new OfferedRecords(customers, visit, names, memory, parts, Today).Of(kind, field, customer, words);

    /// <summary>Where a new record of a customer leads back to.</summary>
    public static string BackOf(KindPart part, string? about) =>
        long.TryParse(about, NumberStyles.None, CultureInfo.InvariantCulture, out var customer) && (part.TopicOf ?? (part.IsTopic ? part.Kind.Key
            : null)) is { } topic ? string.Create(CultureInfo.InvariantCulture, $"/customers/{customer}/{topic}") : part.Path;

    /// <summary>The page that asks what a step needs.</summary>
    public IResult Ask(KindPart part, long id, StateStep step, IReadOnlyDictionary<int, string?>? texts = null, IReadOnlyList<FieldProblem>? problems = null)
    {
        var state = AskedRecords.Require(customers, part.Kind, id);
        var values = state.Values.Copy();
        foreach (var (field, text) in texts ?? new Dictionary<int, string?>()) values[field] = text;
        if (texts is null && step.Dates is { Kind: FieldKind.Date } date) values[date] ??= Today;
        var form = RecordForm.Of(part, values, state.Version);
        foreach (var problem in problems ?? []) form.Add(problem, visit);
        return Page.Of<StepPage>(new { Form = form, Step = step, Back = string.Create(CultureInfo.InvariantCulture, $"{part.Path}/{id}") },
            problems is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // The records at which this one points, and the first of those that point at it.
    private List<LinkedRecord> Linked(KindPart part, RecordRow row)
    {
        var linked = new List<LinkedRecord>();
        foreach (var field in part.Kind.Fields.Where(f => f.To is not null && row[f] is not null))
            if (parts.Find(field.To!) is { } to && to.Kind.Key != "shops" && new RecordList(customers, to.Kind, visit.Viewer,
                Today).Find(Id(row[field]!)) is { } found)
                linked.Add(Line(to, found));
        foreach (var from in parts.All.Where(p => visit.May(p.Read) && !part.BodyShows.Contains(p.Kind.Key)))
            foreach (var field in from.Kind.Fields.Where(f => f.To == part.Kind.Key && part.Kind.Key != "shops"))
                linked.AddRange(new RecordList(customers, from.Kind, visit.Viewer, Today)
                    .Page(new RecordQuery { About = (field, row.State.Id) }, null, LinkedShown).Rows.Select(r => Line(from, r)));
        return linked;
    }

    private LinkedRecord Line(KindPart part, RecordRow row) => new(part, row.State.Id,
        part.Kind.NameOf(row.State.Values) ?? visit.T("records.unnamed"), part.Kind.ShownState(row));

    private IReadOnlyList<(long, string)> Shops() =>
        [.. new RecordList(customers, RecordKinds.Of("shops"), visit.Viewer, Today).Page(new RecordQuery(), null, CustomersFound).Rows
            .Where(r => r.State.Values[r.State.Values.Shape.ByName("active")!] != "0")
            .Select(r => (r.State.Id, r.State.Values.Shape.NameOf(r.State.Values) ?? "")).OrderBy(s => s.Item2, visit.Order)];

    private List<(long, string)> People() => [.. new UserAccounts(customers, clock).All().Where(u => u.Active)
        .Select(u => (u.Id, u.Name.Length > 0 ? u.Name : u.Email)).OrderBy(u => u.Item2, visit.Order)];

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    // It shows a file of this program in a frame of its own; no other page may have frames.
    private sealed class PageWithFrame(IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentSecurityPolicy + "; frame-src 'self'";
            return page.ExecuteAsync(httpContext);
        }
    }
}
