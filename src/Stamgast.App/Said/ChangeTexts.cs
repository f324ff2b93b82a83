using Stamgast.App.Parts;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Tasks;

namespace Stamgast.App.Said;

/// <summary>One change of a value as people say it: a customer becomes inactive or goes to the trash, rather than a field "No".</summary>
public static class ChangeTexts
{
    /// <summary>The field that changed.</summary>
    public static string Caption(FieldChange change, Visit visit) =>
        change.Of is ExtraRecordField { Definition: { } extra } ? extra.Caption(visit.Culture)
        : change.Of is ExtraRecordField gone ? gone.Name
        : visit.T(change.Field == FieldChange.Trashed || IsActive(change) ? "customers.column.state" : change.Of.CaptionKey);

    /// <summary>One of its values; null when it is empty.</summary>
    public static string? Value(FieldChange change, string? value, Visit visit) =>
        change.Of is ExtraRecordField extra ? FieldText.Show(extra.Definition, value, visit)
        : change.Field == FieldChange.Trashed ? visit.T(value == "1" ? "customers.state.trashed" : "customers.state.listed")
        : IsActive(change) && value is not null ? visit.T(value == "1" ? "customers.state.active" : "customers.state.inactive")
        : change.Of is CustomerField field ? FieldText.Show(field, value, visit) : value;

    /// <inheritdoc cref="Value(FieldChange, string?, Visit)" />
    public static string? Value(FieldChange change, string? value, Visit visit, TaskNames names) =>
        change.Field >= 0 && TaskFields.All.Contains(change.Of) ? names.Show(change.Of, value) : Value(change, value, visit);

    private static bool IsActive(FieldChange change) => change.Of == CustomerFields.All[CustomerFields.Active];
}
