using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Matching.Scoring;

/// <summary>One reason for or against: the comparison, its level, and its weight in bits (each bit doubles the odds).</summary>
public readonly record struct Reason(string Field, string Level, double Bits);

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

    /// <summary>One sentence for each reason, the weightiest first, in the language of the culture.</summary>
    public IReadOnlyList<string> Sentences(CultureInfo culture) =>
        [.. Reasons.OrderByDescending(r => Math.Abs(r.Bits)).Select(r => Sentence(r, culture))];

    private static string Sentence(Reason reason, CultureInfo culture)
    {
        var field = Texts.Has("matching.field." + reason.Field) ? Texts.Get("matching.field." + reason.Field, culture) : reason.Field.Replace('_', ' ');
        var own = $"matching.level.{reason.Field}.{reason.Level}";
        var what = Texts.Get(Texts.Has(own) ? own : "matching.level." + reason.Level, culture);
        return Texts.Get(reason.Bits >= 0 ? "matching.reason.for" : "matching.reason.against", culture, field, what, Math.Abs(reason.Bits));
    }
}
