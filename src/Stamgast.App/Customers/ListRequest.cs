using System.Collections.Concurrent;
using Stamgast.App.Activity;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
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

    /// <summary>The query that an address stands for.</summary>
    public static CustomerQuery QueryOf(ListAddress address) => new()
    {
        Words = address.Words,
        Presence = address.Active switch { "0" => CustomerPresence.Inactive, "all" => CustomerPresence.Living, "trash" => CustomerPresence.Trashed, _ => CustomerPresence.Active },
        Type = address.Type == "" ? null : address.Type,
        Languages = address.Languages,
        Groups = address.Groups,
        Labels = address.Labels,
        Descending = address.Descending,
        Sort = CustomerSort.ByKey(address.Sort) ?? CustomerSort.Name,
    };

    private static ListView Read(ListAddress address, Base customers, ListCounts counts, Visit visit, bool rowsOnly)
    {
        var query = QueryOf(address);
        var page = new CustomerList(customers).Page(query, address.After, RowsAtOnce);
        var rows = page.Rows.Select(r => RowOf(r, visit)).ToList();
        if (rowsOnly) return new ListView(address, rows, page.Next, 0) { Choices = new Dictionary<string, IReadOnlyList<FilterChoice>>() };
        var total = counts.Count(query);
        return new ListView(address, rows, page.Next, total)
        {
            Choices = Choices(address, customers, counts, visit),
            BaseIsEmpty = total == 0 && counts.Count(new CustomerQuery()) == 0 && address.Active != "trash",
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
            SpokenName = values.DisplayName,
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
        var languages = counts.Languages().Union(address.Languages.Where(l => l != "")).Select(l => new FilterChoice(l, Languages.Name(l, visit.Culture), null)).OrderBy(c => c.Caption, visit.Order).ToList();
        Add("language", languages);
        Add("group", Named(reading.Groups.Select(g => g.Name).ToList().Union(address.Groups.Where(g => g != ""))));
        Add("label", Named(reading.Labels.Select(l => l.Name).ToList().Union(address.Labels.Where(l => l != ""))));
        return choices;

        List<FilterChoice> Named(IEnumerable<string> names) => [.. names.Order(visit.Order).Select(n => new FilterChoice(n, n, null))];

        void Add(string filter, List<FilterChoice> known)
        {
            if (known.Count > 0) choices[filter] = [.. known, new FilterChoice("", visit.T("customers.filter.none"), null)];
        }
    }
}

/// <summary>
/// Counts and choices of lists, kept until customers change: they change only by change sets, so the number of the last one
/// tells whether a count still holds.
/// </summary>
public sealed class ListCounts(Base customers)
{
    private const int Kept = 500;
    private readonly Lock holding = new();
    private readonly Dictionary<string, object> known = [];
    private long lastSet = -1;

    public long Count(CustomerQuery query)
    {
        // The order does not matter to the number.
        var key = $"{query.Words}\n{query.Presence}\n{query.Type}\n{string.Join('\t', query.Languages)}\n{string.Join('\t', query.Groups)}\n{string.Join('\t', query.Labels)}";
        return Get(key, () => new CustomerList(customers).Count(query));
    }

    public IReadOnlyList<string> Languages() => Get<IReadOnlyList<string>>("languages", () => [.. new CustomerList(customers).Facets().Languages.Select(l => l.Value).Where(l => l.Length > 0)]);

    private T Get<T>(string key, Func<T> read)
        where T : notnull
    {
        var last = LastSet();
        lock (holding)
        {
            if (last != lastSet || known.Count > Kept) known.Clear();
            lastSet = last;
            if (known.TryGetValue(key, out var value)) return (T)value;
        }
        var fresh = read();
        lock (holding)
            if (lastSet == last) known[key] = fresh;
        return fresh;
    }

    private long LastSet()
    {
        using var reading = customers.NewContext();
        return reading.ChangeSets.Where(s => s.State == ChangeState.Applied).Max(s => (long?)s.LastSeq) ?? 0;
    }
}
