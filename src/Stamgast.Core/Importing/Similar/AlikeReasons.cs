using System.Globalization;
using Stamgast.Matching.Scoring;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Similar;

/// <summary>Why a row resembles somebody, in words.</summary>
public static class AlikeReasons
{
    /// <summary>One sentence for each reason, the weightiest first; none for a resemblance by equal values.</summary>
    public static IReadOnlyList<string> Sentences(Alike alike, CultureInfo culture)
    {
        if (alike.Why is not { Length: > 0 } why) return [];
        var reasons = new List<Reason>();
        foreach (var part in why.Split(';'))
            if (part.Split(':') is [var field, var level, var bits] && double.TryParse(bits, CultureInfo.InvariantCulture, out var weight))
                reasons.Add(new Reason(field, level, weight));
        return new Explanation(reasons).Sentences(culture);
    }
}
