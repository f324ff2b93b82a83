using Stamgast.Customers.Rules;

namespace Stamgast.CustomerVerbs;

/// <summary>Values refused by a rule: nothing was written. The refusal reports the first problem.</summary>
public sealed class ValuesRefusedException : RefusedException
{
    internal ValuesRefusedException(IReadOnlyList<Problem> problems) : base("value.refused", problems[0]) => Problems = problems;

    /// <summary>All problems, in the order of the fields; missing fields come last.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    internal static JudgedValues ThrowIfAny(JudgedValues judged) => judged.Problems.Count > 0 ? throw new ValuesRefusedException(judged.Problems) : judged;
}
