using System.Globalization;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates;

/// <summary>The address of a lane: which pairs it shows, and which one is open.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Filter">What it is limited to.</param>
public sealed record DuplicateAddress(PairLane Lane, QueueFilter Filter)
{
    /// <summary>The path of the queue.</summary>
    public const string Path = "/duplicates";

    /// <summary>The pair that is open; null for the first one.</summary>
    public (long A, long B)? Pair { get; init; }

    /// <summary>Where the page begins; null for the best groups.</summary>
    public QueueCursor? After { get; init; }

    /// <summary>True while decisions only mark, to be applied together.</summary>
    public bool Gathers { get; init; }

    /// <summary>Reads an address or a form that holds the same names; what it does not understand is left out.</summary>
    public static DuplicateAddress Read(Func<string, string?> value, PairLane lane = PairLane.ToJudge)
    {
        var (a, b) = (Id(value("a")), Id(value("b")));
        return new DuplicateAddress(lane, new QueueFilter
        {
            Least = double.TryParse(value("least"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least) && least is > 0 and < 1
                ? least : null,
            Reason = Filled(value("reason")), Group = Filled(value("group")), Label = Filled(value("label")), Import = Id(value("import")),
        })
        {
            Pair = a is { } one && b is { } other ? (one, other) : null, After = QueueCursor.Parse(value("after")), Gathers = value("gather") == "1",
        };
    }

    /// <summary>The lane with this name in an address: <c>later</c>.</summary>
    public static PairLane LaneOf(string? name) => name switch { "certain" => PairLane.Certain, "later" => PairLane.Later, _ => PairLane.ToJudge };

    /// <summary>The path of a lane.</summary>
    public static string PathOf(PairLane lane) => lane switch
    {
        PairLane.Certain => Path + "/certain",
        PairLane.Later => Path + "/later",
        PairLane.Decided => Path + "/decided",
        PairLane.Marked => Path + "/basket",
        _ => Path,
    };

    /// <summary>The address of the page.</summary>
    public string Href() => With(PathOf(Lane), Fields());

    /// <summary>The address of the parts that a script asks for.</summary>
    public string Href(string part) => With($"{Path}/{part}", Fields().Prepend(("lane", Lane.ToString().ToLowerInvariant())));

    /// <summary>What it consists of, for hidden fields.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        foreach (var field in FilterFields()) yield return field;
        if (Gathers) yield return ("gather", "1");
        if (After is { } after) yield return ("after", after.ToString());
        if (Pair is not { } pair) yield break;
        yield return ("a", Text(pair.A));
        yield return ("b", Text(pair.B));
    }

    /// <summary>The filters alone.</summary>
    public IEnumerable<(string Name, string Value)> FilterFields()
    {
        if (Filter.Least is { } least) yield return ("least", least.ToString(CultureInfo.InvariantCulture));
        if (Filter.Reason is { } reason) yield return ("reason", reason);
        if (Filter.Group is { } group) yield return ("group", group);
        if (Filter.Label is { } label) yield return ("label", label);
        if (Filter.Import is { } import) yield return ("import", Text(import));
    }

    /// <summary>The number in a text; null when it is none.</summary>
    public static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    private static string With(string path, IEnumerable<(string Name, string Value)> fields)
    {
        var query = string.Join('&', fields.Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));
        return query.Length == 0 ? path : path + "?" + query;
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
