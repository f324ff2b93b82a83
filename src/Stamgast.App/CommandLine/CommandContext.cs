using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.ExtraFields;
using Stamgast.Language;
using Stamgast.Settings;

namespace Stamgast.App.CommandLine;

/// <summary>
/// The environment of a command. It runs the same way in the process that was called and in the server, so it must reach the outside world only
/// through this: never <c>Console</c>, never the working directory of the process.
/// </summary>
public sealed class CommandContext
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Base? customers;

    internal CommandContext(Base? customers, Caller caller, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        this.customers = customers;
        Caller = caller;
        Out = output;
        Err = errors;
        Cancel = cancel;
    }

    /// <summary>The location of the base, for a command that works on the folder itself.</summary>
    public BaseLocation Location { get => field ?? Base.Location; init => field = KnownLocation = value; }

    /// <summary>The customers in the memory of the server, in which it looks for similar ones; null for a command by itself.</summary>
    internal MatchMemory? Memory { get; init; }

    /// <summary>Null for a command that needs no base.</summary>
    internal BaseLocation? KnownLocation { get => field ?? customers?.Location; private init; }

    internal bool HasBase => customers is not null;

    public Base Base => customers ?? throw new InvalidOperationException("This command was declared to need no customer base.");

    /// <summary>Results for programs; with <c>--json</c> exactly one object.</summary>
    public TextWriter Out { get; }

    /// <summary>Words for people.</summary>
    public TextWriter Err { get; }

    /// <summary>Ctrl-C, or the caller went away.</summary>
    public CancellationToken Cancel { get; }

    internal Caller Caller { get; }

    public CultureInfo Culture => Caller.Culture;

    public bool Json => Caller.Json;

    /// <summary>The caller as the pages know a reader: for titles, names and values that both show alike.</summary>
    public Visit Visit => new(Culture, OrganisationSettings.Of(Base).TimeZone, "", Access.AllowsCommandLine) { Viewer = Viewer,
        ReadExtra = () => ExtraDefinitions.Of(Base) };

    /// <summary>The customers that the caller may see.</summary>
    public Viewer Viewer => Viewer.CommandLine;

    /// <summary>A path as the caller meant it.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Caller.WorkingDirectory);

    /// <summary>Ends with a result: the object on stdout with <c>--json</c>, otherwise the text on stderr.</summary>
    /// <returns>0</returns>
    public int Done(object result, string words) => Done(() => result, () => words);

    /// <inheritdoc cref="Done(object, string)" />
    public int Done(Func<object> result, Func<string> words)
    {
        if (Json) WriteJson(result());
        else Err.WriteLine(words());
        return 0;
    }

    /// <summary>The text of a key in the language of the caller.</summary>
    public string T(string key, params object?[] arguments) => Texts.Get(key, Culture, arguments);

    /// <summary>The text of <c>key.one</c> or <c>key.other</c> by number.</summary>
    public string Many(string key, long number, params object?[] more) => Texts.Count(key, number, Culture, more);

    /// <summary>A line that shows the progress on a terminal; otherwise one that writes nothing.</summary>
    /// <param name="caption">The caption of the work, in the language of the caller.</param>
    public ProgressLine Progress(string caption) => new(Caller.Terminal && !Json ? Err : TextWriter.Null, caption, Culture);

    internal void WriteJson(object result) => Out.WriteLine(JsonSerializer.Serialize(result, JsonForm));
}
