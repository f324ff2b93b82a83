using Stamgast.App.Customers.Filters;
using Stamgast.App.Customers.Lists.Columns;
using Stamgast.App.Customers.Names;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Formats;

namespace Stamgast.App.Customers.Lists;

/// <summary>Answers a request for the list: the whole page, the list within it while one types, or the next rows.</summary>
public sealed class ListRequest(HttpContext context, Base customers, ListMemory memory, ListCounts counts, NamesNow names, Requester requester, Visit visit)
{
    private const int RowsAtOnce = 100;

    // The page waits this long for a count, then is sent without it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>The number of customers in a list: requested by the list itself, so that its rows need not wait.</summary>
    public static IResult ShowCount(HttpContext context, ListCounts counts, Visit visit)
    {
        var address = ListAddress.Parse(context.Request.Query, visit.Extra);
        return Page.Of<ListCount>(new { Address = address, Total = (long?)counts.Count(visit.Viewer, address.Asked) });
    }

    /// <summary>The part of <em>+ Filter</em> that depends on the field and the way to compare it.</summary>
    public static IResult ShowAddFilter(HttpContext context, Base customers, ListMemory memory, ListCounts counts, NamesNow names, Requester requester,
        Visit visit) => Page.Of<AddFilterPart>(new
    {
        Adding = AddFilter.Read(context.Request.Query, visit) ?? new AddFilter(null, "is", []),
        Chips = new ListRequest(context, customers, memory, counts, names, requester, visit).Choices(new ListAddress(CustomerQuery.Plain)),
    });

    public static IResult Show(HttpContext context, Base customers, ListMemory memory, ListCounts counts, NamesNow names, Requester requester, Visit visit) =>
        new ListRequest(context, customers, memory, counts, names, requester, visit).Answer();

    private IResult Answer()
    {
        var query = context.Request.Query;
        var part = context.Request.Headers["HX-Target"].ToString();
        var address = ListAddress.Parse(query, visit.Extra, out var refusal);
        if (refusal is not null) return part.Length > 0 ? throw new RefusedException(refusal) : Refused(address, refusal);
        if (part.Length == 0 && Elsewhere(address) is { } elsewhere) return Page.GoTo(elsewhere);
        var adding = AddFilter.Read(query, visit);
        if (adding is not null && query.ContainsKey("op"))
        {
            if (adding.To(address, visit, out var wrong) is { } narrowed) return Page.GoTo(narrowed.Href());
            adding = adding with { Refusal = wrong };
        }
        if (address.Asked.Fields.Any(f => f.Field is ExtraListField { Definition: { WantsIndex: true, IsIndexed: false } }))
            context.RequestServices.GetRequiredService<ExtraIndexing>().AskQuietly();
        else if (visit.Extra.NeedIndexing) context.RequestServices.GetRequiredService<ExtraIndexing>().AskBeside();
        return Answer(address, part, adding);
    }

    private IResult Answer(ListAddress address, string part, AddFilter? adding)
    {
        var chosen = ListColumn.Chosen(address, requester, visit.Extra);
        var columns = ListColumn.Shown(address, chosen);
        var page = new CustomerList(customers, visit.Viewer, memory) { Shown = ListColumn.FieldsOf(chosen) }.Page(address.Asked, address.After, RowsAtOnce);
        var rows = new ListRows(columns, CustomerWordsOf(address), visit).Of(page);
        if (part == "rows") return Page.Of<CustomerRows>(new { View = new ListView(address, columns, rows, page.Next, null) });
        var view = new ListView(address, columns, rows, page.Next, Total(address, page, part == "list"))
        {
            Chosen = chosen,
            Choices = Choices(address),
            Adding = adding,
            Arranges = context.Request.Query["open"] == "columns",
            Elsewhere = Others(address, page),
            BaseIsEmpty = page.Rows.Count == 0 && counts.Count(visit.Viewer, new CustomerQuery()) == 0 && !address.IsTrash,
        };
        if (part != "list")
            return Page.Of<CustomersPage>(new { View = view }, adding?.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        context.Response.Headers[IsTyping(address) ? "HX-Replace-Url" : "HX-Push-Url"] = address.Href();
        return Page.Of<ListSection>(new { View = view });
    }

    // The chosen columns are part of the address, so that the list can be sent as it is seen.
    private string? Elsewhere(ListAddress address)
    {
        if (address.Columns is not null || ListColumn.OwnOf(requester, visit.Extra) is not { } own) return null;
        var said = context.Request.QueryString.Value is { Length: > 1 } query ? query + "&" : "?";
        return $"/customers{said}{ListColumns.Name}={ListColumns.Write(own)}";
    }

    private IResult Refused(ListAddress address, Refusal refusal)
    {
        var chosen = ListColumn.Chosen(address, requester, visit.Extra);
        return Page.Of<CustomersPage>(new { View = new ListView(address, ListColumn.Shown(address, chosen), [], null, 0) { Chosen = chosen,
            Choices = Choices(address), Refusal = refusal } }, StatusCodes.Status400BadRequest);
    }

    private static IReadOnlyList<string> CustomerWordsOf(ListAddress address) => address.Words.Length == 0 ? [] : SearchWords.Terms(address.Words);

    // While one types the address follows, without a step in the browser's history for each letter after the first.
    private bool IsTyping(ListAddress address) =>
        Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var current)
        && ListAddress.Parse(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(current.Query)), visit.Extra,
        out _) is { Words: not "" } before
        && before.Without("q").Href() == address.Without("q").Href();

    // A short list is complete; while typing, the rows do not wait for the count. Without script the whole page waits for it a while; counting
    // continues, and the page asks again.
    private long? Total(ListAddress address, CustomerListPage page, bool mayFollow)
    {
        if (address.After is null && page.Next is null) return page.Rows.Count;
        if (counts.Known(visit.Viewer, address.Asked) is { } known) return known;
        if (mayFollow) return null;
        var counting = Task.Run(() => counts.Count(visit.Viewer, address.Asked));
        return counting.Wait(Patience) ? counting.Result : null;
    }

    // The customer may be inactive or in the trash: reported when nothing was found, or when a number or address was searched for.
    private List<FoundElsewhere> Others(ListAddress address, CustomerListPage page)
    {
        var found = new List<FoundElsewhere>();
        if (address.Words.Length == 0 || page.Next is not null || address.After is not null) return found;
        if (page.Rows.Count > 0 && !address.Words.Any(c => char.IsAsciiDigit(c) || c == '@')) return found;
        foreach (var (presence, state) in new[] { (CustomerPresence.Active, "1"), (CustomerPresence.Inactive, "0"), (CustomerPresence.Trashed, "trash") })
        {
            if (presence == address.Asked.Presence || address.Asked.Presence == CustomerPresence.Living && presence != CustomerPresence.Trashed) continue;
            if (page.Rows.Count > 0 && presence == CustomerPresence.Active) continue;
            var there = address.Of(address.Asked with { Presence = presence });
            if (counts.Count(visit.Viewer, there.Asked) is > 0 and var count) found.Add(new FoundElsewhere(state, count, there.Href()));
        }
        return found;
    }

    private Dictionary<string, IReadOnlyList<FilterChoice>> Choices(ListAddress address)
    {
        var choices = new Dictionary<string, IReadOnlyList<FilterChoice>>
        {
            ["active"] = [.. new[] { "1", "0", "all", "trash" }.Select(v => new FilterChoice(v, visit.T("customers.filter.active." + v), null))],
            ["type"] = [.. new[] { "", "person", "company" }.Select(v => new FilterChoice(v, visit.T("customers.filter.type." + (v == "" ? "all" : v)), null))],
        };
        var languages = counts.Languages(visit.Viewer).Where(l => l.Value.Length > 0)
            .Select(l => new FilterChoice(l.Value, Languages.Name(l.Value, visit.Culture), l.Count)).ToList();
        Add("language", languages);
        Add("group", Named(NameKind.Group, address.Asked.Groups));
        Add("label", Named(NameKind.Responsible, address.Asked.Labels));
        return choices;

        // The most frequent names and the chosen ones; others are found by typing.
        List<FilterChoice> Named(NameKind kind, IReadOnlyList<string> chosen)
        {
            var book = names[kind];
            var shown = book.MostBorne.Take(FilterChip.NamesShown).ToList();
            shown.AddRange(chosen.Where(c => c.Length > 0 && !shown.Exists(n => n.Name == c))
                .Select(c => new KnownName(c) { Customers = book[c]?.Customers, Colour = book[c]?.Colour }));
            return [.. shown.OrderBy(n => n.Name, visit.Order).Select(n => new FilterChoice(n.Name, n.Name, n.Customers) { Colour = n.Colour })];
        }

        void Add(string filter, List<FilterChoice> known)
        {
            if (known.Count > 0) choices[filter] = [.. known, new FilterChoice("", visit.T("customers.filter.none"), null)];
        }
    }
}
