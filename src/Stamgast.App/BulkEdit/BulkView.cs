using System.Globalization;
using Stamgast.App.Proposals;
using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.BulkEdit;

/// <summary>The preview of a bulk edit.</summary>
/// <inheritdoc cref="ProposalView" path="/param" />
public sealed record BulkView(ChangeSet Set, VerbReport Report, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
    : ProposalView(Set, Report, Query, Rows, After, Next)
{
    // The fields by which people recognise a customer.
    private static readonly int[] Telling = [CustomerFields.Number, CustomerFields.Email, CustomerFields.City];

    /// <inheritdoc />
    public override string Path => AddressOf(Set.Id);

    /// <inheritdoc />
    public override Type RowPart => typeof(BulkRowPart);

    /// <inheritdoc />
    public override bool NamesInOne => true;

    /// <summary>The button that requested it.</summary>
    public BulkAct Act => BulkAct.Of(Set, Report);

    /// <summary>The list in which the customers were selected.</summary>
    public string List => ListOf(Report);

    public static string ListOf(VerbReport? report) => report?.List is { Length: > 0 } list ? list : "/customers";

    public static string AddressOf(long setId) => "/bulk/" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fields shown in a preview: the edited ones, then those that identify a customer.</summary>
    public static IReadOnlyList<CustomerField> FieldsOf(VerbReport report)
    {
        var altered = report.Edits.Select(e => e.Field)
            .Concat(report.FieldCounts.Keys.Select(name => CustomerFields.Stored.First(f => f.Name == name).Ordinal));
        return [.. altered.Concat(Telling).Distinct().Select(f => CustomerFields.Stored[f])];
    }
}
