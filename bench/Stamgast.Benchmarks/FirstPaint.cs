using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures how soon the browser paints the list, a customer and a preview, by turns for two built programs: <c>paint PROGRAM OTHER FILE [--customers
/// N] [--rounds N]</c>; FILE is imported for the preview.
/// </summary>
internal static partial class FirstPaint
{
    private const string Email = "els.peeters@kantoor.example";
    private const string Password = "vier gewone woorden samen";

    public static int Run(string[] arguments, TextWriter output) => RunAsync(arguments, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var customers = Number(arguments, "--customers", 10_000);
        var rounds = Number(arguments, "--rounds", 25);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        await using var first = await Serving.StartAsync(arguments[0], 5091, customers, arguments[2], browser);
        await using var second = await Serving.StartAsync(arguments[1], 5092, customers, arguments[2], browser);
        await output.WriteLineAsync($"{customers} customers, {rounds} rounds; milliseconds to the first contentful paint, median and p95\n");
        await output.WriteLineAsync("| page | program | | other | | ratio of the medians |\n|---|---|---|---|---|---|");
        foreach (var page in new[] { "/customers", "/customers/17", "preview" })
        {
            var (these, others) = (new List<double>(), new List<double>());
            for (var round = -2; round < rounds; round++)
            {
                var (a, b) = (await first.PaintAsync(page), await second.PaintAsync(page));
                if (round < 0) continue;
                these.Add(a);
                others.Add(b);
            }
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {page} | {At(these, 0.5):F0} | {At(these, 0.95):F0} | {At(others, 0.5):F0} | {At(others, 0.95):F0} | {At(these, 0.5) / At(others, 0.5):F2} "
                + $"|"));
        }
        return 0;
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);

    // A program that serves a base of its own, with a user signed in.
    private sealed class Serving(Process process, string folder, IPage page, string preview) : IAsyncDisposable
    {
        public static async Task<Serving> StartAsync(string program, int port, int customers, string file, IBrowser browser)
        {
            var folder = Directory.CreateTempSubdirectory("stamgast-paint-").FullName;
            string[] data = ["--data", folder, "--json"];
            await CommandAsync(program, ["seed", "--customers", customers.ToString(CultureInfo.InvariantCulture), .. data]);
            var proposed = await CommandAsync(program, ["import", Path.GetFullPath(file), "--preview", .. data]);
            var link = (await CommandAsync(program, ["user", "add", Email, "--name", "Els Peeters", .. data])).GetProperty("link").GetString()!;
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
            var process = Process.Start(new ProcessStartInfo(program, ["serve", "--data", folder, "--urls", address]) { RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var context = await browser.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = 1440, Height = 900 } });
            var page = await context.NewPageAsync();
            for (var tries = 0; tries < 100 && !await AnswersAsync(address); tries++) await Task.Delay(200);
            await page.GotoAsync(Secret().Match(link).Value);
            await page.FillAsync("[name=password]", Password);
            await page.FillAsync("[name=again]", Password);
            await page.ClickAsync("button.pri");
            await page.WaitForURLAsync("**/customers**");
            return new Serving(process, folder, page, "/import/" + proposed.GetProperty("changeSet").GetRawText());
        }

        public async Task<double> PaintAsync(string address)
        {
            await page.GotoAsync(address == "preview" ? preview : address, new() { WaitUntil = WaitUntilState.Load });
            return await page.EvaluateAsync<double>("""
                () => new Promise(done => {
                  const painted = () => performance.getEntriesByName('first-contentful-paint')[0];
                  const look = () => painted() ? done(painted().startTime) : requestAnimationFrame(look);
                  look();
                })
                """);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private static async Task<JsonElement> CommandAsync(string program, string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? JsonDocument.Parse(texts[0]).RootElement
                : throw new InvalidOperationException(string.Join(' ', arguments) + ": " + texts[1]);
        }

        private static async Task<bool> AnswersAsync(string address)
        {
            using var client = new HttpClient();
            try { return (await client.GetAsync(new Uri(address + "/health"))).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        }
    }

    [GeneratedRegex("/link/.*")]
    private static partial Regex Secret();
}
