using System.Text.Json;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>Runs <c>stamgast</c> in this process and keeps what it says.</summary>
internal sealed class TestConsole
{
    public StringWriter Out { get; } = new();

    public StringWriter Err { get; } = new();

    /// <summary>The one JSON object on stdout; more or less than one fails.</summary>
    public JsonElement Json => JsonDocument.Parse(Out.ToString()).RootElement;

    public static async Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) => await RunAsync(Path.GetTempPath(), "en", arguments);

    public static async Task<(int Exit, TestConsole Said)> RunAsync(string workingDirectory, string culture, string[] arguments, CancellationToken cancel = default)
    {
        var console = new TestConsole();
        var caller = new Caller(workingDirectory, Cultures.Find(culture)!, Json: false, Terminal: false);
        return (await CommandRunner.RunAsync(arguments, caller, console.Out, console.Err, cancel), console);
    }
}
