using Stamgast.App.Customers;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.App.Activity;

/// <summary>One change of a value as people say it: a customer becomes inactive or goes to the trash, rather than a field "No".</summary>
public static class ChangeWords
{
    /// <summary>What the change is of.</summary>
    public static string Caption(FieldChange change, Visit visit) =>
        change.Of is ExtraRecordField { Definition: { } extra } ? extra.Caption(visit.Culture)
        : change.Of is ExtraRecordField gone ? gone.Name
        : visit.T(change.Field is FieldChange.Trashed or CustomerFields.Active ? "customers.column.state" : change.Of.CaptionKey);

    /// <summary>One of its values; null when it is empty.</summary>
    public static string? Value(FieldChange change, string? value, Visit visit) => change.Field switch
    {
        _ when change.Of is ExtraRecordField extra => FieldText.Show(extra.Definition, value, visit),
        FieldChange.Trashed => visit.T(value == "1" ? "customers.state.trashed" : "customers.state.listed"),
        CustomerFields.Active when value is not null => visit.T(value == "1" ? "customers.state.active" : "customers.state.inactive"),
        _ => FieldText.Show(CustomerFields.Stored[change.Field], value, visit),
    };
}
