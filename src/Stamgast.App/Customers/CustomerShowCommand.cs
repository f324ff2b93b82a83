using System.CommandLine;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Merging;

namespace Stamgast.App.Customers;

/// <summary><c>stamgast customer show ID [--as-of TIME]</c></summary>
internal sealed class CustomerShowCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");
    private readonly Option<DateTimeOffset?> asOf = new("--as-of")
    {
        HelpName = "TIME",
        CustomParser = given =>
        {
            if (DateTimeOffset.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            given.AddError($"'{given.Tokens[0].Value}' is no ISO 8601 time, such as 2026-03-01T12:00:00Z.");
            return null;
        },
    };

    public CustomerShowCommand() : base("customer.show", Permission.ReadCustomers)
    {
        Add(id);
        Add(asOf);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var asked = arguments.GetRequiredValue(id);
        // For a customer who was merged into another: that one, unless an earlier time is requested.
        var wanted = arguments.GetValue(asOf) is null ? AbsorbedCustomers.RootOf(context.Base, asked) : asked;
        var state = arguments.GetValue(asOf) is { } time
            ? new History(context.Base, context.Viewer).AsOf(wanted, time.UtcDateTime)
            : new CustomerLookup(context.Base, context.Viewer).Find(wanted);
        if (state is null && new CustomerLookup(context.Base, context.Viewer).Find(wanted) is not null)
            throw new RefusedException("customer.not_yet", wanted, new History(context.Base, context.Viewer)
                .CreatedAt(wanted)!.Value.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        if (state is null) throw new RefusedException("customer.unknown", wanted);

        var visit = context.Visit;
        var filled = CustomerFields.All.Where(f => state.Values[f] is not null).ToArray();
        var lines = filled.Select(f => $"{visit.T(f.CaptionKey)}: {FieldText.Show(f, state.Values[f], visit)}")
            .Concat(visit.Extra.All.Select(f => (Field: f, Value: ExtraValues.Of(state.Values, f))).Where(f => f.Value is not null)
                .Select(f => $"{f.Field.Caption(visit.Culture)}: {FieldText.Show(f.Field, f.Value, visit)}"));
        // Includes empty fields as null, so that readers need not know that a field can be missing.
        var result = new
        {
            customer = state.Id, askedFor = asked, version = state.Version, trashed = state.Trashed,
            values = CustomerFields.All.ToDictionary(f => f.Name, f => state.Values[f]),
            extra = visit.Extra.All.ToDictionary(f => f.Key, f => ExtraValues.Of(state.Values, f)),
        };
        return Task.FromResult(context.Done(result, string.Join('\n', asked == state.Id
            ? lines : lines.Prepend(context.T("command.customer.merged", asked, state.Id)))));
    }
}
