using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;

namespace Stamgast.App.Tests.Merging;

/// <summary>The running program with a few customers to be merged and split over HTTP.</summary>
internal sealed class MergingApp : IAsyncDisposable
{
    private MergingApp(RunningApp app) => App = app;

    public RunningApp App { get; }

    public Base Base => App.Base;

    public HttpClient Client => App.Client;

    public static async Task<MergingApp> StartAsync(Engine engine) => new(await RunningApp.StartSignedInAsync(engine));

    /// <summary>What a browser sends of a form: all of its controls except unticked ones and buttons.</summary>
    /// <param name="form">The ID of the form.</param>
    public static (string, string)[] Fields(string page, string form)
    {
        var html = Regex.Match(page, $"<form id=\"{form}\".*?</form>", RegexOptions.Singleline).Value;
        return [.. Regex.Matches(html, "<input ([^>]*)>").Select(m => m.Groups[1].Value)
            .Where(i => !i.Contains("__RequestVerificationToken", StringComparison.Ordinal)
                && (!Regex.IsMatch(i, "type=\"(radio|checkbox)\"") || Regex.IsMatch(i, "\\bchecked\\b")))
            .Select(i => (Of(i, "name"), Of(i, "value")))];

        static string Of(string input, string attribute) => Regex.Match(input, $"\\b{attribute}=\"([^\"]*)\"").Groups[1].Value;
    }

    public void Create(params (string Field, string Value)[] given)
    {
        var values = CustomerValues.Blank();
        foreach (var (field, value) in given) values[CustomerFields.ByName(field)!.Ordinal] = value;
        new ChangeSets(Base, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    public void AddTask(string title, long customer)
    {
        var task = TaskShape.Instance.Blank();
        (task[TaskFields.Title], task[TaskFields.Customer]) = (title, customer.ToString(CultureInfo.InvariantCulture));
        new ChangeSets(Base, TimeProvider.System).Create([task], Actor.CommandLine);
    }

    public void Edit(long id, int field, string value)
    {
        var state = Now(id);
        var values = state.Values.Copy();
        values[field] = value;
        new ChangeSets(Base, TimeProvider.System).Edit(id, state.Version, values, Actor.CommandLine);
    }

    public CustomerState Now(long id) => new CustomerLookup(Base, Viewer.System).Find(id)!;

    /// <summary>The number of merges.</summary>
    public int Merges()
    {
        using var reading = Base.NewContext();
        return reading.ChangeSets.Count(s => s.Kind == ChangeKind.Merge);
    }

    /// <summary>A page, with its entities read.</summary>
    public async Task<string> GetAsync(string address) => WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    public Task<HttpResponseMessage> PostAsync(string action, params (string Name, string Value)[] fields) =>
        RunningApp.PostAsync(Client, "/customers", action, fields);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
