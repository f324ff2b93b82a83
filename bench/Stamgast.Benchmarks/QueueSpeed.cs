using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures in a browser how soon after a key the next pair of the queue is painted: <c>queue PROGRAM DIR [--decisions N] [--pause MS]</c>; DIR is the
/// data folder of a searched base, in which the decisions stay. Every fifth key merges, the others say "not a duplicate".
/// </summary>
internal static partial class QueueSpeed
{
    private const string Password = "vier gewone woorden samen";
    private const string Address = "http://127.0.0.1:5093";

    public static int Run(string[] arguments, TextWriter output) => RunAsync(arguments, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var (program, folder) = (arguments[0], arguments[1]);
        var decisions = Number(arguments, "--decisions", 200);
        var pause = Number(arguments, "--pause", 400);
        var link = await LinkAsync(program, folder);
        using var process = Process.Start(new ProcessStartInfo(program, ["serve", "--data", folder, "--urls", Address]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
            var page = await (await browser.NewContextAsync(new() { BaseURL = Address, ViewportSize = new() { Width = 1440, Height = 900 } })).NewPageAsync();
            for (var tries = 0; tries < 300 && !await AnswersAsync(); tries++) await Task.Delay(200);
            await page.GotoAsync(link);
            await page.FillAsync("[name=password]", Password);
            await page.FillAsync("[name=again]", Password);
            await page.ClickAsync("button.pri");
            await page.WaitForURLAsync("**/customers**");
            await page.GotoAsync("/duplicates");
            var times = new List<double>();
            for (var i = -5; i < decisions; i++)
            {
                await page.Locator("#dup-pane h2").WaitForAsync();
                var time = await KeyAsync(page, i % 5 == 4 ? "m" : "n");
                if (i >= 0) times.Add(time);
                await Task.Delay(pause);
            }
            times.Sort();
            double At(double share) => times[(int)Math.Ceiling(times.Count * share) - 1];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{times.Count} decisions, {pause} ms after each: p50 {At(0.5):F0} ms, p95 {At(0.95):F0} ms, p99 {At(0.99):F0} ms, most {times[^1]:F0} ms"));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        return 0;
    }

    // From the key until the frame after the one in which the next pair was put on the page. A group of three has a page of its own for its merge.
    private static Task<double> KeyAsync(IPage page, string key) => page.EvaluateAsync<double>("""
        key => new Promise(done => {
          const open = () => document.querySelector("#dup-pane .pane"), before = open(), begun = performance.now();
          const look = () => open() && open() !== before
            ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))) : requestAnimationFrame(look);
          if (before.querySelector("input[name=member]")) key = "n";
          document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          look();
        })
        """, key);

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static async Task<string> LinkAsync(string program, string folder)
    {
        string[] arguments = ["user", "add", $"judge-{Guid.NewGuid():n}@kantoor.example", "--name", "Els Peeters", "--data", folder, "--json"];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var answer = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        await process.WaitForExitAsync();
        return Secret().Match(answer.GetProperty("link").GetString()!).Value;
    }

    private static async Task<bool> AnswersAsync()
    {
        using var client = new HttpClient();
        try { return (await client.GetAsync(new Uri(Address + "/health"))).IsSuccessStatusCode; }
        catch (HttpRequestException) { return false; }
    }

    [GeneratedRegex("/link/.*")]
    private static partial Regex Secret();
}
