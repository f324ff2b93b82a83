using Stamgast.App.Activity;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Settings;

namespace Stamgast.App.Customers;

/// <summary>Answers a request for the list: the whole page, the list within it while one types, or the next rows.</summary>
public static class ListRequest
{
    private const int RowsAtOnce = 100;

    /// <summary>How many customers a list has: asked for by the list itself, so that its rows need not wait.</summary>
    public static IResult ShowCount(HttpContext context, ListCounts counts)
    {
        var address = ListAddress.Parse(context.Request.Query);
        return Page.Of<ListCount>(new { Address = address, Total = (long?)counts.Count(address.Asked) });
    }

    public static IResult Show(HttpContext context, Base customers, ListMemory memory, ListCounts counts, Visit visit)
    {
        var address = ListAddress.Parse(context.Request.Query);
        var part = context.Request.Headers["HX-Target"].ToString();
        var page = new CustomerList(customers, memory).Page(address.Asked, address.After, RowsAtOnce);
        if (part == "rows") return Page.Of<CustomerRows>(new { View = new ListView(address, Rows(page, visit), page.Next, null) { Choices = new Dictionary<string, IReadOnlyList<FilterChoice>>() } });
        var view = new ListView(address, Rows(page, visit), page.Next, Total(address, page, counts, part == "list"))
        {
            Choices = Choices(address, customers, counts, visit),
            BaseIsEmpty = page.Rows.Count == 0 && counts.Count(new CustomerQuery()) == 0 && !address.IsTrash,
        };
        if (part != "list") return Page.Of<CustomersPage>(new { View = view });
        context.Response.Headers[IsTyping(context, address) ? "HX-Replace-Url" : "HX-Push-Url"] = address.Href();
        return Page.Of<ListSection>(new { View = view });
    }

    // While one types the address follows, without a step in the browser's history for each letter after the first.
    private static bool IsTyping(HttpContext context, ListAddress address) =>
        Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var current)
        && ListAddress.Parse(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(current.Query))) is { Words: not "" } before
        && before.Without("q").Href() == address.Without("q").Href();

    // All of a short list are there; while one types the rows do not wait for the count. Without script the whole page is asked for.
    private static long? Total(ListAddress address, CustomerListPage page, ListCounts counts, bool mayFollow) =>
        address.After is null && page.Next is null ? page.Rows.Count
            : mayFollow ? counts.Known(address.Asked) : counts.Count(address.Asked);

    private static List<ListRow> Rows(CustomerListPage page, Visit visit) => [.. page.Rows.Select(r => RowOf(r, visit))];

    private static ListRow RowOf(CustomerListRow row, Visit visit)
    {
        var values = row.Values;
        var language = values[CustomerFields.Language];
        var phone = values[CustomerFields.Phone] ?? values[CustomerFields.Mobile];
        var town = string.Join(' ', new[] { values[CustomerFields.PostalCode], values[CustomerFields.City] }.Where(t => t is not null));
        return new ListRow(row.Id, row.ListName, values.IsCompany)
        {
            Initials = PersonNames.Initials(values),
            Number = values[CustomerFields.Number],
            Email = values[CustomerFields.Email],
            Phone = phone is null ? null : PhoneDisplay.International(phone),
            Town = town.Length == 0 ? null : town,
            Language = language is null ? null : Languages.Name(language, visit.Culture),
            LanguageTag = language,
            Label = values[CustomerFields.Label],
            IsActive = values[CustomerFields.Active] != "0",
            IsTrashed = row.Trashed,
        };
    }

    private static Dictionary<string, IReadOnlyList<FilterChoice>> Choices(ListAddress address, Base customers, ListCounts counts, Visit visit)
    {
        using var reading = customers.NewContext();
        var choices = new Dictionary<string, IReadOnlyList<FilterChoice>>
        {
            ["active"] = [.. new[] { "1", "0", "all", "trash" }.Select(v => new FilterChoice(v, visit.T("customers.filter.active." + v), null))],
            ["type"] = [.. new[] { "", "person", "company" }.Select(v => new FilterChoice(v, visit.T("customers.filter.type." + (v == "" ? "all" : v)), null))],
        };
        var languages = counts.Languages().Where(l => l.Value.Length > 0).Select(l => new FilterChoice(l.Value, Languages.Name(l.Value, visit.Culture), l.Count)).ToList();
        Add("language", languages);
        Add("group", Named(reading.Groups.Select(g => g.Name).ToList().Union(address.Asked.Groups.Where(g => g != ""))));
        Add("label", Named(reading.Labels.Select(l => l.Name).ToList().Union(address.Asked.Labels.Where(l => l != ""))));
        return choices;

        List<FilterChoice> Named(IEnumerable<string> names) => [.. names.Order(visit.Order).Select(n => new FilterChoice(n, n, null))];

        void Add(string filter, List<FilterChoice> known)
        {
            if (known.Count > 0) choices[filter] = [.. known, new FilterChoice("", visit.T("customers.filter.none"), null)];
        }
    }
}
