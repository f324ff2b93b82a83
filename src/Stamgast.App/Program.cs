using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Language;

OwnerOnly.FromNowOn();
Texts.Load(typeof(CommandTree).Assembly);

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    // The second time the process ends at once, as people expect.
    if (stop.IsCancellationRequested) return;
    signal.Cancel = true;
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
var culture = Cultures.Match(Variable("LC_ALL") ?? Variable("LC_MESSAGES") ?? Variable("LANG")) ?? Cultures.English;
// Code that forgets its culture gets the invariant one, the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
await using var errors = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
var caller = new Caller(Environment.CurrentDirectory, culture, Json: false, Terminal: !Console.IsErrorRedirected);
return await CommandRunner.RunAsync(args, caller, output, errors, stop.Token);
