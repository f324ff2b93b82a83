using Stamgast.Customers.Rules;

namespace Stamgast.CustomerVerbs;

/// <summary>Values that a rule refuses: nothing was written. The refusal tells of the first problem.</summary>
public sealed class ValuesRefusedException : RefusedException
{
    internal ValuesRefusedException(IReadOnlyList<Problem> problems) : base("value.refused", problems[0]) => Problems = problems;

    /// <summary>All that is wrong, in the order of the fields; what is missing comes last.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    internal static JudgedValues ThrowIfAny(JudgedValues judged) => judged.Problems.Count > 0 ? throw new ValuesRefusedException(judged.Problems) : judged;
}
