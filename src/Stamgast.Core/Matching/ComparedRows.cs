using Stamgast.Matching.Scoring;

namespace Stamgast.Matching;

/// <summary>What a <see cref="MatchIndex"/> says of two rows.</summary>
/// <param name="AreInIndex">False when one of the two takes part in no search; the rest is then as if it did.</param>
/// <param name="ComparesAll">True in a small table, where all rows are compared with each other, whatever they share.</param>
/// <param name="Rules">The names of the blocking rules that bring the two together; none when they share too little to be compared.</param>
/// <param name="Explanation">The reasons of their score, for the two by themselves.</param>
public sealed record ComparedRows(bool AreInIndex, bool ComparesAll, IReadOnlyList<string> Rules, Explanation Explanation)
{
    /// <summary>True when a search compares the two.</summary>
    public bool AreCompared => AreInIndex && (ComparesAll || Rules.Count > 0);
}
