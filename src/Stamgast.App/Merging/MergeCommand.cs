using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary><c>stamgast merge KEEP ABSORB... [--preview | --yes] [--take FIELD=ID]... [--leave FIELD=VALUE]...</c></summary>
internal sealed class MergeCommand : StamgastCommand
{
    private readonly Argument<long> keep = new("KEEP");
    private readonly Argument<long[]> absorb = new("ABSORB") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> preview = new("--preview");
    private readonly Option<bool> yes = new("--yes");
    private readonly Option<string[]> take = new("--take") { HelpName = "FIELD=ID" };
    private readonly Option<string[]> leave = new("--leave") { HelpName = "FIELD=VALUE" };

    public MergeCommand() : base("merge", Permission.Merge)
    {
        Add(keep);
        Add(absorb);
        Add(preview);
        Add(yes);
        Add(take);
        Add(leave);
        Validators.Add(result =>
        {
            if (result.GetValue(preview) && result.GetValue(yes)) result.AddError("--preview --yes");
            foreach (var given in result.GetValue(take) ?? [])
                if (Taken(given) is null) result.AddError($"--take {given}: FIELD=ID");
            foreach (var given in result.GetValue(leave) ?? [])
                if (Left(given) is null) result.AddError($"--leave {given}: FIELD=VALUE");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var (kept, others) = (arguments.GetRequiredValue(keep), arguments.GetRequiredValue(absorb).Distinct().ToList());
        var merging = new MergeCustomers(context.Base, TimeProvider.System);
        var extra = ExtraDefinitions.Of(context.Base);
        var choices = Choices(arguments, extra);
        var plan = merging.Look(kept, others, context.Viewer, choices);
        foreach (var given in arguments.GetValue(leave) ?? []) RequireLeft(given, plan);
        var only = (arguments.GetValue(take) ?? []).Select(t => Taken(t)!.Value).Where(t => CustomerFields.ByName(t.Field) is { IsList: true }).ToList();
        if (only.Count > 0)
        {
            // All values of a list come from one customer: those of the others are left out.
            var elements = new Dictionary<MergeElement, bool>(choices.Elements);
            foreach (var (field, customer) in only)
            {
                if (plan.Everybody.All(c => c.Id != customer)) throw new RefusedException("merge.taken", field, customer);
                var ticks = plan.Ticks(MergeUnits.Lists.First(l => CustomerFields.All[l.Field].Name == field));
                var own = ticks.Where(t => t.Customer == customer).Select(t => t.Element).ToHashSet();
                foreach (var tick in ticks.Where(t => t.MainOf is null)) elements.TryAdd(tick.Element, own.Contains(tick.Element));
            }
            plan = merging.Look(kept, others, context.Viewer, choices = choices with { Elements = elements });
        }
        var outcome = arguments.GetValue(yes)
            ? merging.Do(kept, others, Actor.CommandLine, choices, plan.Everybody.ToDictionary(c => c.Id, c => c.Version)) : null;
        var absorbed = plan.Absorbed.Select(c => c.Id).ToList();
        var moved = LinkedRecords.Of(context.Base, AbsorbedCustomers.With(context.Base, absorbed));
        var result = new
        {
            changeSet = outcome?.Set.Id, kept, absorbed, moved = moved.Values.Sum(), movedByKind = moved,
            values = CustomerFields.All.Where(f => plan.Result[f] is not null).ToDictionary(f => f.Name, f => plan.Result[f])
                .Concat(Extra(plan, extra).ToDictionary(e => e.Field.Name, e => e.After)).ToDictionary(),
            withoutRoom = plan.WithoutRoom.Select(t => new { field = CustomerFields.All[t.Element.Field].Name, customer = t.Customer, value = t.Text }),
            from = CustomerFields.All.Where(f => plan.Source(f.Ordinal) != kept).ToDictionary(f => f.Name, f => plan.Source(f.Ordinal)),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 3),
        };
        var done = context.Many(outcome is null ? "command.merge.preview" : "command.merge.done", absorbed.Count, plan.Result.DisplayName, kept,
            outcome?.Set.Id ?? 0);
        return Task.FromResult(context.Done(result, string.Join('\n', Lines(plan, extra, context).Prepend(done))));
    }

    private static IEnumerable<string> Lines(MergePreview plan, ExtraDefinitions extra, CommandContext context) =>
        CustomerFields.All.Where(f => plan.Result[f] != plan.Kept.Values[f])
            .Select(f => context.T("command.merge.value", context.T(f.CaptionKey), plan.Result[f] ?? "", plan.Source(f.Ordinal)))
            .Concat(Extra(plan, extra).Where(e => e.After != e.Before)
                .Select(e => context.T("command.merge.extra", e.Field.Caption(context.Culture), e.After ?? "")))
            .Concat(plan.WithoutRoom.Select(t => context.T(
                "command.merge.room", context.T(CustomerFields.All[t.Element.Field].CaptionKey), t.Text, t.Customer)));

    // The extra fields of the result that have or had a value.
    private static IEnumerable<(ExtraDefinition Field, string? Before, string? After)> Extra(MergePreview plan, ExtraDefinitions extra) =>
        extra.All.Select(f => (f, Before: ExtraValues.Of(plan.Kept.Values, f), After: ExtraValues.Of(plan.Result, f)))
            .Where(e => e.Before is not null || e.After is not null);

    private MergeChoices Choices(ParseResult arguments, ExtraDefinitions extra)
    {
        var (taken, takenExtra, elements) = (new Dictionary<int, long>(), new Dictionary<string, long>(), new Dictionary<MergeElement, bool>());
        foreach (var (field, customer) in (arguments.GetValue(take) ?? []).Select(t => Taken(t)!.Value))
            if (CustomerFields.ByName(field) is not { } known) takenExtra.TryAdd(extra.Require(field).MapId, customer);
            else if (!known.IsList) taken.TryAdd(known.Ordinal, customer);
        foreach (var (list, value) in (arguments.GetValue(leave) ?? []).Select(l => Left(l)!.Value))
            elements[list is null ? MergeElement.OfNotes(long.Parse(value, CultureInfo.InvariantCulture)) : list.Of(value)] = false;
        return new MergeChoices { Taken = taken, TakenExtra = takenExtra, Elements = elements };
    }

    private static (string Field, long Customer)? Taken(string text)
    {
        var at = text.LastIndexOf('=');
        if (at <= 0 || !long.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var customer)) return null;
        var name = text[..at].Trim();
        return CustomerFields.ByName(name) is not null || name.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) ? (name, customer) : null;
    }

    // What nobody has is a slip: it would be left in.
    private static void RequireLeft(string text, MergePreview plan)
    {
        var (list, value) = Left(text)!.Value;
        var isThere = list is null ? plan.Notes.Any(n => n.Customer == long.Parse(value, CultureInfo.InvariantCulture))
            : plan.Ticks(list).Any(t => t.Element == list.Of(value));
        if (!isThere) throw new RefusedException("merge.leave", text[..text.IndexOf('=', StringComparison.Ordinal)].Trim(), value);
    }

    // A value of a list, under the name of the list or of a main field that belongs to it; or the notes of a customer.
    private static (MergeList? List, string Value)? Left(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1 || CustomerFields.ByName(text[..at].Trim()) is not { } field) return null;
        var value = text[(at + 1)..].Trim();
        if (field.Ordinal == CustomerFields.Notes) return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? (null, value) : null;
        return MergeUnits.Lists.FirstOrDefault(l => l.Field == field.Ordinal || l.Mains.Contains(field.Ordinal)) is { } list ? (list, value) : null;
    }
}
