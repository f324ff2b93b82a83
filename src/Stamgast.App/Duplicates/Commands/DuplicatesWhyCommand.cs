using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Duplicates.Comparing;
using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Duplicates.Scanning;
using Stamgast.Matching.Scoring;
using Stamgast.Merging;
using Stamgast.Users;

namespace Stamgast.App.Duplicates.Commands;

/// <summary><c>stamgast duplicates why A B</c>: why two customers are, or are not, a pair.</summary>
internal sealed class DuplicatesWhyCommand : StamgastCommand
{
    private readonly Argument<string> a = new("A");
    private readonly Argument<string> b = new("B");

    public DuplicatesWhyCommand() : base("duplicates.why", Permission.FindDuplicates)
    {
        Add(a);
        Add(b);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var (first, second) = (Find(arguments.GetRequiredValue(a), context), Find(arguments.GetRequiredValue(b), context));
        var (one, other) = (first.State!, second.State!);
        if (one.Id == other.Id)
            throw first.Named == second.Named ? new RefusedException("duplicates.same", one.Id)
                : new RefusedException("customer.merged", first.Named == one.Id ? second.Named : first.Named, one.Id);
        var why = Explain(one.Id, other.Id, context);
        var refusal = RefusalOf(one.Id, other.Id, context);
        var by = why.Decision?.UserId is { } user ? new UserAccounts(context.Base, TimeProvider.System).Find(user)?.Email : null;
        return Task.FromResult(context.Done(() => new
        {
            a = why.A.Id, b = why.B.Id, askedFor = new[] { first.Named, second.Named }, standing = why.Standing, isPair = why.Standing == PairStanding.Pair,
            score = why.Why.Score, bits = Math.Round(why.Why.Bits, 3), threshold = why.Threshold, certainFrom = why.CertainFrom, lane = why.Lane,
            compared = why.Compared.AreCompared, comparesAll = why.Compared.ComparesAll,
            blocks = why.Compared.Rules.Select(rule => new { rule, words = Explanation.Rule(rule, context.Culture) }),
            reasons = why.Why.Weightiest.Select(r => new
            {
                field = r.Field, level = r.Level, bits = Math.Round(r.Bits, 3), words = $"{Explanation.Caption(r.Field, context.Culture)}: "
                    + Explanation.Words(r, context.Culture),
            }),
            decision = why.Decision is not { } decision ? null : new
            {
                decision = decision.Verdict, at = decision.DecidedAt, by, backAt = decision.BackAt, changedSince = decision.Reopened?.Split(',') ?? [],
            },
            mayBeMerged = refusal is null,
            whyNot = refusal is null ? null : new { code = refusal.Code, message = refusal.What(context.Culture), remedy = refusal.Remedy(context.Culture) },
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        }, () => string.Join('\n', Lines(why, refusal, by, [first, second], context))));
    }

    private static NamedCustomer Find(string text, CommandContext context) =>
        new CustomerLookup(context.Base, context.Viewer).Named(text) is { State: not null } found
            ? found : throw new RefusedException("customer.unknown", text);

    private static PairExplanation Explain(long one, long other, CommandContext context)
    {
        using var line = context.Progress(context.T("command.duplicates.why.reading"));
        if (context.Memory is { } kept && Explained(kept) is { } known) return known;
        using var own = new MatchMemory(context.Base);
        own.Load();
        return Explained(own) ?? throw new RefusedException("busy");

        PairExplanation? Explained(MatchMemory memory) =>
            new ExplainPair(context.Base, memory, context.Viewer).Of(one, other, Timeout.InfiniteTimeSpan, context.Cancel);
    }

    private static Refusal? RefusalOf(long one, long other, CommandContext context)
    {
        try { new MergeCustomers(context.Base, TimeProvider.System).Look(one, [other], context.Viewer); }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
        return null;
    }

    private static IEnumerable<string> Lines(PairExplanation why, Refusal? refusal, string? by, NamedCustomer[] asked, CommandContext context)
    {
        var visit = context.Visit;
        foreach (var named in asked)
            if (named.Named != named.State!.Id) yield return context.T("command.customer.merged", named.Named, named.State.Id);
        yield return context.T("command.duplicates.why.two", Who(why.A, visit), Who(why.B, visit));
        yield return CompareView.Standing(why, visit);
        yield return visit.T("duplicates.compare.sum", DuplicateTexts.Bits(why.Why.Bits, visit), DuplicateTexts.Percent(why.Why.Score, visit),
            DuplicateTexts.Percent(why.Threshold, visit), DuplicateTexts.Percent(why.CertainFrom, visit));
        yield return context.T("duplicates.compare.meeting");
        foreach (var meeting in CompareView.Meeting(why, visit)) yield return "  " + meeting;
        yield return context.T("duplicates.compare.reasons");
        foreach (var sentence in why.Why.Sentences(context.Culture)) yield return "  " + sentence;
        if (why.Decision is { } decision)
            yield return visit.T("duplicates.compare.decision", by ?? visit.T("activity.commandLine"), visit.Moment(decision.DecidedAt),
                CompareView.Verdict(decision, visit));
        yield return refusal is null ? context.T("command.duplicates.why.mergeable")
            : context.T("duplicates.compare.unmergeable") + " " + refusal.What(context.Culture) + " " + refusal.Remedy(context.Culture);
    }

    private static string Who(CustomerState customer, Visit visit) => string.Create(CultureInfo.InvariantCulture,
        $"#{customer.Id} {DuplicateTexts.Name(customer, visit)} ({customer.Values[CustomerFields.Number] ?? visit.T("duplicates.noNumber")})");
}
