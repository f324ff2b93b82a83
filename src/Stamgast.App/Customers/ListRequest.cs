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

    public static IResult Show(HttpContext context, Base customers, ListCounts counts, Visit visit)
    {
        var address = ListAddress.Parse(context.Request.Query);
        var part = context.Request.Headers["HX-Target"].ToString();
        var view = Read(address, customers, counts, visit, rowsOnly: part == "rows");
        if (part == "rows") return Page.Of<CustomerRows>(new { View = view });
        if (part != "list") return Page.Of<CustomersPage>(new { View = view with { Done = DoneWords.Read(context, customers, visit) } });
        // While one types the address follows, without a step in the browser's history for each letter.
        context.Response.Headers[context.Request.Headers["HX-Trigger-Name"] == "q" || address.Words != "" ? "HX-Replace-Url" : "HX-Push-Url"] = address.Href();
        return Page.Of<ListSection>(new { View = view });
    }

    private static ListView Read(ListAddress address, Base customers, ListCounts counts, Visit visit, bool rowsOnly)
    {
        var query = address.Asked;
        var page = new CustomerList(customers).Page(query, address.After, RowsAtOnce);
        var rows = page.Rows.Select(r => RowOf(r, visit)).ToList();
        if (rowsOnly) return new ListView(address, rows, page.Next, 0) { Choices = new Dictionary<string, IReadOnlyList<FilterChoice>>() };
        var total = counts.Count(query);
        return new ListView(address, rows, page.Next, total)
        {
            Choices = Choices(address, customers, counts, visit),
            BaseIsEmpty = total == 0 && counts.Count(new CustomerQuery()) == 0 && !address.IsTrash,
        };
    }

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
