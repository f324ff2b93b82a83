using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Exchange;

/// <summary>Imports of texts into a <see cref="KindPlace"/>.</summary>
internal static class ExchangePlace
{
    public static RecordImportResult Stage(this KindPlace place, RecordKind kind, string text, ExchangeOptions? options = null, string extension = "csv") =>
        new RecordImport(place.Base, kind, place.Clock).Stage(place.Write(text, extension), Actor.CommandLine, options);

    public static ChangeOutcome Import(this KindPlace place, RecordKind kind, string text, ExchangeOptions? options = null, string extension = "csv")
    {
        var set = place.Stage(kind, text, options, extension).Set;
        return new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, Actor.CommandLine);
    }

    /// <summary>The class of each row with the codes of its problems or remarks.</summary>
    public static IEnumerable<string> Rows(this KindPlace place, ChangeSet set) =>
        new ProposalPreview(place.Base, Viewer.CommandLine).Page(set.Id, PreviewFilter.All, 0, 100).Select(r =>
            $"{r.Class} {string.Join(", ", r.Problems.Concat(r.Warnings).Select(p => p.Code))}".TrimEnd());

    public static string Write(this KindPlace place, string text, string extension = "csv")
    {
        var path = Path.Combine(place.Folder, $"{Guid.NewGuid():n}.{extension}");
        File.WriteAllText(path, text);
        return path;
    }

    public static (long Rows, long New, long Changed, long Unchanged, long Errors, long Conflicts) Counts(ChangeSet set) =>
        (set.Rows, set.Created, set.Changed, set.Unchanged, set.Errors, set.Conflicts);

    /// <summary>Adds a customer; gives the ID.</summary>
    public static long AddCustomer(this KindPlace place, string name, string? number = null, string? email = null, bool active = true)
    {
        var texts = new Dictionary<int, string?> { [CustomerFields.LastName] = name, [CustomerFields.Number] = number, [CustomerFields.Email] = email };
        if (!active) texts[CustomerFields.Active] = "0";
        var outcome = new CreateCustomer(place.Base, place.Clock).Do(new GivenValues(CustomerValues.Blank(), texts), place.Actor);
        return Stamgast.Kinds.Verbs.CreateRecord.IdOf(place.Base, outcome);
    }

    /// <summary>The ID of the customer with this number; null without one.</summary>
    public static long? WithNumber(this KindPlace place, string number)
    {
        using var reader = place.Base.OpenReader();
        using var command = reader.Query("select id from customer where number = @number", ("number", number));
        return command.ExecuteScalar() is { } id ? Convert.ToInt64(id, System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
