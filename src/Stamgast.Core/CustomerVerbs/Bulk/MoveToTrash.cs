using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Into the trash or out of it, for many customers; of few <see cref="TrashCustomers"/> and <see cref="BringBackCustomers"/> do it at once.</summary>
/// <param name="Into">False brings them back.</param>
public sealed record MoveToTrash(bool Into) : CustomerVerb
{
    /// <inheritdoc />
    public override ChangeKind Kind => Into ? TrashCustomers.Kind : BringBackCustomers.Kind;

    /// <inheritdoc />
    internal override Verdict On(CustomerState state, VerbRules rules) => state.MergedInto is not null ? Verdict.InConflict("conflict.merged")
        : state.Trashed == Into ? Verdict.Already
        : new Verdict([new FieldChange(RecordField.Trashed, Into ? "0" : "1", Into ? "1" : "0")]);
}
