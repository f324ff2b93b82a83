using System.Net;
using System.Net.Sockets;
using System.Text;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Serving;

/// <summary>Requests that no browser sends: answered with a message, never with a failure.</summary>
public sealed class OddRequestsTests
{
    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /customers HTTP/1.0\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /sign-in?to=%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-7\r\nContent-Length: "
        + "3\r\n\r\na=b", 400)]
    [InlineData(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded; "
        + "charset=nonsense\r\nContent-Length: 3\r\n\r\na=b", 400)]
    public async Task A_request_no_browser_would_make_is_refused_with_a_reason(string request, int status)
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Address).Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Matches($"^HTTP/1.[01] {status} ", answer);
    }

    [Theory, EachEngine]
    public async Task Zero_characters_in_a_filter_find_nothing_and_break_nothing(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        foreach (var path in (string[])["/customers?group=%00", "/customers?q=%00", "/customers?label=a%00b"])
            Assert.Equal(HttpStatusCode.BadRequest, (await app.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        // Once more escaped, in the address that a form carries.
        using var exported = await RunningApp.PostAsync(app.Client, "/export", "/export/file", ("query", "group=%00"), ("format", "csv"));
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
    }

    [Fact]
    public async Task A_number_that_is_none_in_the_address_of_any_page_is_said_in_words()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var pages = app.Part<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .SelectMany(e => (e.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.GetParameters() ?? []).Where(p => IsRead(p.ParameterType)
                && !e.RoutePattern.Parameters.Any(r => r.Name == p.Name)).Select(p => (Path: e.RoutePattern.RawText!, p.Name)))
            .Select(p => $"/{System.Text.RegularExpressions.Regex.Replace(p.Path.TrimStart('/'), "{[^}]*}", "1")}?{p.Name}=abc").Distinct().ToList();
        Assert.Contains("/activity?before=abc", pages);
        foreach (var page in pages)
        {
            using var answer = await app.Client.GetAsync(new Uri(page, UriKind.Relative));
            var words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode != HttpStatusCode.BadRequest || words.Contains("cannot be read", StringComparison.Ordinal), page);
            Assert.True(words.Length > 0 || answer.Headers.Location is not null, page);
        }
        // A filter that says nothing is none.
        foreach (var page in (string[])["/duplicates?score=abc&least=much&import=x&a=1&b=-", "/duplicates/certain?least=much&out=x", "/customers/merge?ids=x"])
        {
            using var answer = await app.Client.GetAsync(new Uri(page, UriKind.Relative));
            var words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(words.Length > 0, page);
        }

        static bool IsRead(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { Namespace: "System", IsValueType: true };
    }

    [Theory]
    [InlineData("/sign-in?to=/klanten%20%C3%A9%E2%82%AC", "/klanten%20%C3%A9%E2%82%AC")]
    [InlineData("/sign-in?to=/a%0D%0ASet-Cookie:x", "/")]
    [InlineData("/sign-in?to=/%09/kwaad.example", "/")]
    [InlineData("/sign-in?to=//kwaad.example", "/")]
    public async Task After_signing_in_a_redirect_stays_on_our_paths_whatever_its_letters(string address, string to)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        using var answer = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal((HttpStatusCode.SeeOther, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/klanten/é", "/klanten/%C3%A9")]
    [InlineData("/\t/kwaad.example", "/activity")]
    [InlineData("//kwaad.example", "/activity")]
    public async Task One_rule_decides_where_an_undo_leads(string back, string to)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var values = CustomerValues.Blank();
        values[CustomerFields.Type] = "person";
        values[CustomerFields.LastName] = "Aerts";
        var set = new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine).Set;
        using var answer = await RunningApp.PostAsync(app.Client, "/activity", $"/activity/{set.Id}/undo", ("back", back));
        Assert.StartsWith(to, answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selection_of_a_list_with_accents_is_exported()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        using var answer = await RunningApp.PostAsync(app.Client, "/export", "/export/selection", ("query", "q=Lefèvre"), ("all", "1"));
        Assert.Equal("/export?q=Lef%C3%A8vre", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public async Task A_customer_can_be_shown_as_of_any_day(string day)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var values = CustomerValues.Blank();
        values[CustomerFields.Type] = "person";
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri($"/customers/1?on={day}", UriKind.Relative))).StatusCode);
    }
}
