using System.Text.Json;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>Runs <c>stamgast</c> in this process and keeps its output.</summary>
internal sealed class TestConsole
{
    public StringWriter Out { get; } = new();

    public StringWriter Err { get; } = new();

    /// <summary>The only JSON object on stdout; more or fewer fail.</summary>
    public JsonElement Json => JsonDocument.Parse(Out.ToString()).RootElement;

    public static async Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) => await RunAsync(Path.GetTempPath(), "en", arguments);

    public static async Task<(int Exit, TestConsole Said)> RunAsync(string workingDirectory, string culture, string[] arguments,
        CancellationToken cancel = default)
    {
        var console = new TestConsole();
        var caller = new Caller(workingDirectory, Cultures.Find(culture)!, Json: false, Terminal: false);
        return (await CommandRunner.RunAsync(arguments, caller, console.Out, console.Err, cancel), console);
    }
}
