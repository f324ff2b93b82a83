using System.Globalization;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
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
            results.Add(new TallyCheck(reader, customers.Engine).Run(cancel));
        }
        var fold = new FoldCheck(customers);
        results.Add(CheckResult.Try("fold", () => Fold(fold, progress, cancel)));
        results.Add(CheckResult.Of("fields", 0,
            [.. fold.Unknown.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Key.Shape.Key}.{u.Key.Field} ({u.Value})"))]));
        results.Add(CheckResult.Try("proposals", () => CheckResult.Of("proposals", 0, [.. Stage.Orphans(customers).Select(stage => stage.Name)])));
        return results;
    }

    private static CheckResult Fold(FoldCheck fold, Action<long>? progress, CancellationToken cancel)
    {
        long looked = 0;
        var wrong = fold.Differences(seen => progress?.Invoke(looked = seen), cancel);
        return CheckResult.Of("fold", looked, [.. wrong.Select(w => string.Create(CultureInfo.InvariantCulture,
            $"{(w.Shape.Kind == Customers.CustomerShape.KindNumber ? "" : w.Shape.Key + " ")}{w.Id} ({string.Join(", ", w.Fields)})"))]);
    }
}
