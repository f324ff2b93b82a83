using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.Merging.Splitting;

namespace Stamgast.App.Merging.Splitting;

/// <summary>A split with all answers, as it stands in the address of its page.</summary>
/// <param name="Set">The change set of the merge.</param>
public sealed record SplitAddress(long Set)
{
    /// <summary>The customers that come back; null while the page proposes all of them, empty when nobody is ticked.</summary>
    public IReadOnlyList<long>? Off { get; init; }

    /// <summary>The kept customer from whom they are split off; null where those who come back tell.</summary>
    public long? Kept { get; init; }

    /// <summary>By the key of a question, the answer.</summary>
    public IReadOnlyDictionary<string, SplitAnswer> Answers { get; init; } = new Dictionary<string, SplitAnswer>();

    /// <summary>The records made since that belong to one who comes back.</summary>
    public IReadOnlyDictionary<(string Kind, long Id), long> Records { get; init; } = new Dictionary<(string, long), long>();

    /// <summary>True when the records are chosen one by one.</summary>
    public bool ShowsRecords { get; init; }

    /// <summary>Reads the address, or the form of the page.</summary>
    public static SplitAddress Read(long set, IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        var all = new Dictionary<string, StringValues>(given, StringComparer.Ordinal);
        var answers = new Dictionary<string, SplitAnswer>(StringComparer.Ordinal);
        var records = new Dictionary<(string, long), long>();
        foreach (var (name, values) in all)
            if (name.StartsWith("q:", StringComparison.Ordinal) && Enum.TryParse<SplitAnswer>(values.ToString(), ignoreCase: true, out var answer)
                && Enum.IsDefined(answer)) answers[name[2..]] = answer;
            else if (name.StartsWith("r:", StringComparison.Ordinal) && name.Split(':') is [_, var kind, var id] && MergeAddress.Id(id) is { } record
                && MergeAddress.Id(values.ToString()) is { } customer) records[(kind, record)] = customer;
        return new SplitAddress(set)
        {
            Off = !all.TryGetValue("off", out var off) ? null
                : [.. off.SelectMany(v => (v ?? "").Split(',')).Select(MergeAddress.Id).OfType<long>().Distinct()],
            Kept = MergeAddress.Id(all.GetValueOrDefault("kept").ToString()),
            Answers = answers, Records = records, ShowsRecords = all.GetValueOrDefault("records") == "1",
        };
    }

    /// <summary>The address of the page.</summary>
    public string Href()
    {
        var parts = new List<string>();
        if (Off is not null) parts.Add("off=" + string.Join(',', Off.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        if (Off is [] && Kept is { } kept) parts.Add(string.Create(CultureInfo.InvariantCulture, $"kept={kept}"));
        foreach (var (key, answer) in Answers.OrderBy(a => a.Key, StringComparer.Ordinal))
            parts.Add("q:" + Uri.EscapeDataString(key) + "=" + answer.ToString().ToLowerInvariant());
        foreach (var ((kind, id), customer) in Records.OrderBy(r => r.Key.Kind, StringComparer.Ordinal).ThenBy(r => r.Key.Id))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"r:{kind}:{id}={customer}"));
        if (ShowsRecords) parts.Add("records=1");
        var path = string.Create(CultureInfo.InvariantCulture, $"/changes/{Set}/split");
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    /// <summary>What a person decided.</summary>
    public SplitAsked Asked => new() { Absorbed = Off, Answers = Answers, Records = Records };
}
