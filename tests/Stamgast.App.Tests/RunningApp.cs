using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Start;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App;

/// <summary>The pages on a base of their own, on a free port, and a visitor with a cookie jar.</summary>
public sealed partial class RunningApp : IAsyncDisposable
{
    public const string Email = "els.peeters@kantoor.example";
    public const string Password = "vier gewone woorden samen";

    // Hashing is slow on purpose: once is enough for all tests.
    private static readonly Lazy<string> PasswordHash = new(() => Passwords.Hash(Password));

    private readonly TestPlace place;
    private readonly WebApplication app;
    private readonly CookieContainer cookies = new();

    private RunningApp(TestPlace place, Base customers, WebApplication app, CapturedLog log)
    {
        Log = log;
        this.place = place;
        Base = customers;
        this.app = app;
        Address = app.Urls.Single();
        Client = NewClient(cookies);
    }

    public Base Base { get; }

    /// <summary>Its log.</summary>
    public CapturedLog Log { get; }

    /// <summary>http://127.0.0.1:PORT</summary>
    public string Address { get; }

    /// <summary>Keeps cookies, follows no redirect.</summary>
    public HttpClient Client { get; }

    /// <summary>A part of the running program.</summary>
    public T Part<T>() where T : notnull => (T)app.Services.GetService(typeof(T))!;

    public static async Task<RunningApp> StartAsync(Engine engine, Func<ServeOptions, ServeOptions>? alter = null, params IReadOnlyList<JobKind> kinds)
    {
        var place = await TestPlace.CreateAsync(engine);
        var customers = Base.Open(place.Location);
        var options = new ServeOptions { Urls = "http://127.0.0.1:0" };
        var log = new CapturedLog();
        var app = WebHost.Build(customers, alter?.Invoke(options) ?? options, log, kinds);
        await app.StartAsync();
        return new RunningApp(place, customers, app, log);
    }

    /// <summary>The same, with Els Peeters as administrator, signed in.</summary>
    public static async Task<RunningApp> StartSignedInAsync(Engine engine, params IReadOnlyList<JobKind> kinds)
    {
        var running = await StartAsync(engine, null, kinds);
        running.AddEls();
        running.cookies.Add(new Cookie(running.SessionCookie, running.NewSession(), "/", "127.0.0.1"));
        return running;
    }

    /// <summary>Els Peeters, an administrator with <see cref="Password"/>.</summary>
    public void AddEls()
    {
        var els = new UserAccounts(Base, TimeProvider.System).Add(Email, "Els Peeters");
        Base.Write(t =>
        {
            UserAccounts.SetHash(t, els.Id, PasswordHash.Value);
            t.Context.RemoveRange(t.Context.Set<SignInLink>());
        });
    }

    /// <summary>The name of the cookie of a session.</summary>
    public string SessionCookie => Cookies.Session + "-" + new Uri(Address).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>A new session of Els Peeters, as after signing in.</summary>
    /// <returns>The value of its cookie.</returns>
    public string NewSession()
    {
        var els = new UserAccounts(Base, TimeProvider.System).Require(Email);
        return new Sessions(Base, TimeProvider.System).Start(els, "127.0.0.1", "test");
    }

    /// <summary>Another browser.</summary>
    public HttpClient NewClient() => NewClient(new CookieContainer());

    private HttpClient NewClient(CookieContainer container) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = container }) { BaseAddress = new Uri(Address) };

    public Task<HttpResponseMessage> SignInAsync(HttpClient client, string email, string password) =>
        PostAsync(client, "/sign-in", "/sign-in", ("email", email), ("password", password));

    /// <summary>Opens a page, takes the token of its form, and sends a form with it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = TokenOf(await client.GetStringAsync(new Uri(page, UriKind.Relative)));
        return await client.PostAsync(new Uri(action, UriKind.Relative), Form([.. fields, (FormGuard.TokenField, token)]));
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static string TokenOf(string html) => WebUtility.HtmlDecode(TokenValue().Match(html).Groups[1].Value);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Log.Dispose();
        Base.Dispose();
        await place.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenValue();
}
