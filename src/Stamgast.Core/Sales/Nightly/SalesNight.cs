using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Language;
using Stamgast.Sales.Agreements;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Returns;
using Stamgast.Settings;
using Stamgast.Tasks;

namespace Stamgast.Sales.Nightly;

/// <summary>
/// What a new day brings: offers and agreements expire, contracts are renewed or end, and tasks remind of the last day for notice and of returns to
/// follow up. It can be run again at any time: what was done is not done twice.
/// </summary>
/// <param name="actor">With the check of the job that runs it.</param>
public sealed class SalesNight(Base customers, TimeProvider clock, Actor actor)
{
    private const int MostPeriods = 1200;

    /// <summary>Does all of it.</summary>
    /// <returns>How many records it changed or made.</returns>
    public long Run(CancellationToken cancel = default)
    {
        var changed = 0L;
        foreach (var part in new Func<long>[] { ExpireOffers, ExpireAgreements, RenewContracts, EndContracts, RemindOfNotice, RemindOfReturns })
        {
            cancel.ThrowIfCancellationRequested();
            changed += part();
        }
        return changed;
    }

    private long ExpireOffers() => Steps(OfferKind.Instance, "expire", _ => new Dictionary<int, string?>(),
        today => $"c.state = '{OfferKind.Sent}' and c.valid_until < '{today}'");

    // Its last day is the last on which it can be signed.
    private long ExpireAgreements() => Steps(AgreementKind.Instance, "expire", _ => new Dictionary<int, string?>(), today =>
        $"c.state in ('{AgreementKind.Sent}', '{AgreementKind.Opened}', '{AgreementKind.PartlySigned}') and c.expires_on < '{today}'");

    // A contract that is not renewed ends by itself on its last day.
    private long EndContracts() => Steps(ContractKind.Instance, "end", values => new Dictionary<int, string?>
    {
        [ContractKind.EndedOn.Ordinal] = values[ContractKind.End], [ContractKind.EndReason.Ordinal] = Text("contract.ended.date"),
    }, today => $"c.state = '{ContractKind.Active}' and c.end_date < '{today}' and (c.renewal = 'none' or coalesce(c.renewal_period, 0) <= 0)");

    private long RenewContracts()
    {
        var kind = ContractKind.Instance;
        var done = 0L;
        while (true)
        {
            using var context = new KindContext(customers, Viewer.System, clock);
            var found = Find(context, kind, $"c.state = '{ContractKind.Active}' and c.end_date <= '{context.Today}' and c.renewal <> 'none' "
                + "and c.renewal_period > 0");
            if (found.Count == 0) return done;
            var outcome = new ChangeSets(customers, clock).ApplyEach(kind.Shape, ChangeKind.Edit, actor, transaction =>
            {
                using var now = new KindContext(customers, Viewer.System, clock, transaction);
                now.Know(kind.Shape, found);
                return [.. found.Select(id => now.Find(kind.Shape, id)).OfType<RecordState>()
                    .Where(s => !s.Trashed && s.Values[ContractKind.OfState] == ContractKind.Active && s.Values[ContractKind.Renewal] != "none")
                    .Select(s => (s, (IReadOnlyList<FieldChange>)Difference.Between(s.Values, Renewed(s.Values, now.Today))))];
            });
            done += outcome?.Customers ?? 0;
            if (outcome is null || found.Count < StepRecords.Most) return done;
        }
    }

    // From the old last day by whole periods until it is to come; a contract until the 31st stays one until the last day of a month.
    private static RecordValues Renewed(RecordValues was, string today)
    {
        var after = was.Copy();
        var end = Day(was[ContractKind.End]!);
        var months = (int)Math.Min(int.Parse(was[ContractKind.RenewalPeriod]!, CultureInfo.InvariantCulture), MostPeriods)
            * (was[ContractKind.Renewal] == "years" ? 12 : 1);
        var next = end;
        for (var i = 1; i <= MostPeriods && string.CompareOrdinal(Written(next), today) <= 0; i++) next = After(end, months * i);
        after[ContractKind.End] = Written(next);
        after.Shape.Derive(after);
        return after;
    }

    private static DateOnly After(DateOnly end, int months)
    {
        var isLast = end.AddDays(1).Day == 1;
        if (months > (9999 - end.Year) * 12 - 12) return DateOnly.MaxValue;
        var moved = end.AddMonths(months);
        return isLast ? new DateOnly(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month)) : moved;
    }

    private long RemindOfNotice()
    {
        var today = Context(c => (c.Today, Until: Written(c.Rules.Today.AddDays(c.Settings.NoticeTaskDays))));
        return Remind(ContractKind.Instance, ContractKind.NoticeDate,
            $"c.state = '{ContractKind.Active}' and c.notice_date >= '{today.Today}' and c.notice_date <= '{today.Until}'", ContractKind.OfCustomer,
            (values, culture) => Texts.Get("contract.task", culture, ContractKind.Instance.NameOf(values), Day(values[ContractKind.NoticeDate]!)
                .ToString("d", culture)));
    }

    private long RemindOfReturns() => Remind(ReturnKind.Instance, ReturnKind.FollowUpDate,
        $"c.state in ('{ReturnKind.Requested}', '{ReturnKind.Approved}', '{ReturnKind.Received}') and c.follow_up_date <= '{Context(c => c.Today)}'",
        ReturnKind.OfCustomer, (values, culture) => Texts.Get("return.task", culture, ReturnKind.Instance.NameOf(values)));

    // Once for each record and day: a counter that is taken in the same transaction says so, also after the task was undone.
    private long Remind(RecordKind kind, KindField day, string condition, KindField customer, Func<RecordValues, CultureInfo, string> title)
    {
        var made = 0L;
        while (true)
        {
            using var context = new KindContext(customers, Viewer.System, clock);
            var counter = $"'task:{kind.Key}:' || {context.Engine.NumberAsText("c.id")} || ':' || {context.Engine.TypedAs("c." + day.Name, "text")}";
            var ids = Find(context, kind, condition + $" and not exists (select 1 from counter n where n.name = {counter})");
            if (ids.Count == 0) return made;
            context.Know(kind.Shape, ids);
            var culture = context.CultureOf();
            var records = ids.Select(id => context.Find(kind.Shape, id)).OfType<RecordState>().ToList();
            try
            {
                new ChangeSets(customers, clock).Create(TaskShape.Instance, transaction =>
                {
                    var tasks = new List<RecordValues>();
                    foreach (var record in records.Where(r => r.Values[day] is not null))
                    {
                        if (transaction.Take($"task:{kind.Key}:{record.Id.ToString(CultureInfo.InvariantCulture)}:{record.Values[day]}", 1) > 0) continue;
                        var task = TaskShape.Instance.Blank();
                        task[TaskFields.Title] = Short(title(record.Values, culture));
                        task[TaskFields.Customer] = record.Values[customer];
                        task[TaskFields.AboutKind] = kind.Key;
                        task[TaskFields.AboutId] = record.Id.ToString(CultureInfo.InvariantCulture);
                        task[TaskFields.DueDate] = record.Values[day];
                        TaskShape.Instance.Derive(task);
                        tasks.Add(task);
                    }
                    return tasks.Count > 0 ? tasks : throw new MadeMeanwhileException();
                }, actor);
                made += records.Count;
            }
            catch (MadeMeanwhileException) { return made; }
            if (ids.Count < StepRecords.Most) return made;
        }
    }

    private long Steps(RecordKind kind, string step, Func<RecordValues, IReadOnlyDictionary<int, string?>> answers, Func<string, string> condition)
    {
        var done = 0L;
        while (true)
        {
            using var context = new KindContext(customers, Viewer.System, clock);
            var ids = Find(context, kind, condition(context.Today));
            if (ids.Count == 0) return done;
            context.Know(kind.Shape, ids);
            var verb = new StepRecords(customers, kind, Viewer.System, clock);
            var of = kind.Steps.First(s => s.Key == step);
            // Those with the same answers are one change.
            foreach (var alike in ids.Select(id => (Id: id, Answers: answers(context.Find(kind.Shape, id)!.Values)))
                .GroupBy(a => string.Join('\n', a.Answers.Values), StringComparer.Ordinal))
                verb.Do([.. alike.Select(a => a.Id)], of, alike.First().Answers, actor);
            done += ids.Count;
            if (ids.Count < StepRecords.Most) return done;
        }
    }

    private static List<long> Find(KindContext context, RecordKind kind, string condition)
    {
        using var command = context.Reader.Query($"""
            select c.id from {kind.Shape.Table} c where {kind.Shape.Alive(context.Engine, "c")} and {condition} order by c.id
            limit {StepRecords.Most.ToString(CultureInfo.InvariantCulture)}
            """);
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }

    private T Context<T>(Func<KindContext, T> read)
    {
        using var context = new KindContext(customers, Viewer.System, clock);
        return read(context);
    }

    private string Text(string key) => Context(c => Texts.Get(key, c.CultureOf()));

    private static string Short(string text) => text.Length > 200 ? text[..199] + "…" : text;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class MadeMeanwhileException : Exception;
}
