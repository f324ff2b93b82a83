using System.Globalization;
using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>
/// Looks over a whole customer base, as one does after a power cut, before an upgrade or on a free evening: is the file sound, does
/// the history give exactly the customers, is everything that was derived from them up to date, is nothing left lying about.
/// Reads only; people can go on working.
/// </summary>
public sealed class BaseCheck(Base customers)
{
    /// <param name="quick">Leaves out what reads the whole file page by page (SQLite); the rest reads every customer anyway.</param>
    /// <param name="progress">Called with how many customers were looked at.</param>
    public IReadOnlyList<CheckResult> Run(bool quick = false, Action<long>? progress = null, CancellationToken cancel = default)
    {
        customers.MustBeThere();
        var results = new List<CheckResult>();
        using (var reader = customers.OpenReader())
        using (new Moment(reader, customers.Engine))
        {
            results.AddRange(new EngineCheck(reader, customers.Engine).Run(quick));
            results.AddRange(new HistoryCheck(reader, customers.Engine).Run());
            results.AddRange(new IndexCheck(reader, customers.Engine).Run(cancel));
        }
        results.Add(CheckResult.Try("fold", () => Fold(progress, cancel)));
        results.Add(CheckResult.Try("proposals", () => CheckResult.Of("proposals", 0, [.. Stage.Orphans(customers).Select(stage => stage.Name)])));
        return results;
    }

    private CheckResult Fold(Action<long>? progress, CancellationToken cancel)
    {
        long looked = 0;
        var wrong = new FoldCheck(customers).Differences(seen => progress?.Invoke(looked = seen), cancel);
        return CheckResult.Of("fold", looked, [.. wrong.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Id} ({string.Join(", ", w.Fields)})"))]);
    }
}
