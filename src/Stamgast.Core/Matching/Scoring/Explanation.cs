using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Matching.Scoring;

/// <summary>One reason for or against: the comparison, its level, and its weight in bits (each bit doubles the odds).</summary>
public readonly record struct Reason(string Field, string Level, double Bits)
{
    /// <summary>True for what is said of no column: where the score starts, and what it depends on besides.</summary>
    public bool IsOfNoColumn => Field is "prior" or "household" or "experience" or "group";
}

/// <summary>The explanation of two rows' score: reasons whose weights add up to its base-2 odds.</summary>
public sealed record Explanation(IReadOnlyList<Reason> Reasons)
{
    /// <summary>The sum of the weights: the score as base-2 odds.</summary>
    public double Bits => Reasons.Sum(r => r.Bits);

    /// <summary>The probability, 0 to 1.</summary>
    public double Score => MatchModel.Probability(Bits);

    /// <summary>The compact form <c>field:level:weight;...</c>, weights with three decimals.</summary>
    public string Compact()
    {
        var text = new System.Text.StringBuilder(Reasons.Count * 24);
        foreach (var reason in Reasons)
        {
            if (text.Length > 0) text.Append(';');
            text.Append(reason.Field).Append(':').Append(reason.Level).Append(':').Append(CultureInfo.InvariantCulture, $"{reason.Bits:+0.000;-0.000;0.000}");
        }
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Compact"/> wrote; parts that it cannot have written are left out.</summary>
    public static Explanation Read(string compact) => new([.. compact.Split(';').Select(part => part.Split(':')).Where(parts => parts.Length == 3)
        .Select(parts => new Reason(parts[0], parts[1],
            double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var bits) ? bits : 0))]);

    /// <summary>The name of what a reason compares: "Birth date".</summary>
    public static string Caption(string field, CultureInfo culture) =>
        Texts.Has("matching.field." + field) ? Texts.Get("matching.field." + field, culture) : field.Replace('_', ' ');

    /// <summary>A blocking rule: "same street, same birth date".</summary>
    /// <param name="rule">Its name, as the engine made it.</param>
    public static string Rule(string rule, CultureInfo culture) => string.Join(", ", rule.Split(" + ").Select(atom =>
    {
        var key = "matching.block." + atom.Replace(' ', '_');
        return Texts.Has(key) ? Texts.Get(key, culture) : Caption(atom, culture);
    }));

    /// <summary>How the two compare: "day and month swapped".</summary>
    public static string Words(Reason reason, CultureInfo culture)
    {
        var own = $"matching.level.{reason.Field}.{reason.Level}";
        return Texts.Get(Texts.Has(own) ? own : "matching.level." + reason.Level, culture);
    }

    /// <summary>One sentence for each reason, the weightiest first, in the language of the culture.</summary>
    public IReadOnlyList<string> Sentences(CultureInfo culture) => [.. Weightiest.Select(r => Sentence(r, culture))];

    /// <summary>The reasons, the weightiest first.</summary>
    public IEnumerable<Reason> Weightiest => Reasons.OrderByDescending(r => Math.Abs(r.Bits));

    /// <summary>A reason as a sentence: "Phone: equal (+14.2 bits)".</summary>
    public static string Sentence(Reason reason, CultureInfo culture) => Texts.Get(
        reason.Bits >= 0 ? "matching.reason.for" : "matching.reason.against", culture, Caption(reason.Field, culture), Words(reason, culture),
        Math.Abs(reason.Bits));
}
