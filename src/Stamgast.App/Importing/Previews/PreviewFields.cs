using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing.Previews;

/// <summary>The fields shown in a preview: those in the file or with a default for new customers; changed fields come first after the name.</summary>
public static class PreviewFields
{
    private static readonly int[] Names = [CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName, CustomerFields.CompanyName];
    // These identify a customer and come before the rest.
    private static readonly int[] Telling = [CustomerFields.Number, CustomerFields.Email, CustomerFields.City, CustomerFields.Language];
    private static readonly int[] Streets = [CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box];

    /// <param name="query">The filter of the preview.</param>
    /// <param name="namesInOne">True when the name has a column of its own and its parts are shown only if they change.</param>
    public static IReadOnlyList<CustomerField> Of(ImportReport report, IReadOnlyList<CustomerField> changed, bool namesInOne, PreviewQuery? query = null)
    {
        var mapped = report.Mapping.Columns.Select(c => c.Target).OfType<string>().SelectMany(t => FieldsOf(ImportTarget.OfPartner(t) ?? t))
            .Concat(report.Repairs.Where(r => r.IsOn).SelectMany(r => CutOut(r, report.Mapping)))
            .Concat((report.Mapping.Defaults ?? new Dictionary<string, string>()).Keys.SelectMany(FieldsOf)).ToHashSet();
        if (namesInOne) mapped.ExceptWith(Names);
        var first = namesInOne ? [] : Names.Where(mapped.Contains);
        var changing = changed.Select(f => f.Ordinal).Where(f => namesInOne || !Names.Contains(f));
        // Among errors, the problem comes first; for one cause, its field.
        var wrong = query is { Filter: PreviewFilter.Errors or PreviewFilter.Conflicts }
            ? report.Causes.OrderBy(c => c.Cause == query.Cause ? 0 : 1)
            .Select(c => c.Cause.Field.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal)
            ? CustomerFields.Extra : CustomerFields.ByName(c.Cause.Field)?.Ordinal).OfType<int>().Where(f => namesInOne || !first.Contains(f)) : [];
        return [.. first.Concat(wrong).Concat(changing).Concat(Telling.Where(mapped.Contains)).Concat(mapped.Order()).Distinct()
            .Select(f => CustomerFields.Stored[f])];
    }

    /// <summary>The targets of the columns in a row: a partner is read from other columns.</summary>
    public static ColumnMapping MappingOf(PreviewRow row, ColumnMapping mapping, IReadOnlyList<string>? cells) =>
        row.IsPartner ? mapping.ForPartner(cells) : mapping;

    /// <summary>The column of the file with the cell of a field, in a row that could not be read; -1 without one.</summary>
    public static int ColumnOf(CustomerField field, ColumnMapping mapping)
    {
        var own = mapping.ColumnOf(field.Name);
        if (own >= 0) return own;
        return field.Ordinal switch
        {
            CustomerFields.LastName => mapping.ColumnOf(ImportTarget.FullName),
            CustomerFields.Street => Math.Max(mapping.ColumnOf(ImportTarget.StreetLine), mapping.ColumnOf(ImportTarget.Address)),
            CustomerFields.City => mapping.ColumnOf(ImportTarget.PostalCity),
            _ => -1,
        };
    }

    /// <summary>The column of a problem; -1 without one.</summary>
    public static int ColumnOf(Problem problem, ColumnMapping mapping) =>
        problem.Extra is { } extra ? mapping.ColumnOf(extra) : problem.Field < 0 ? -1 : ColumnOf(CustomerFields.Stored[problem.Field], mapping);

    /// <summary>The name of the customer in a row, even if it could not be read.</summary>
    public static string? NameOf(PreviewRow row, ColumnMapping mapping)
    {
        if (row.Values is { } values) return values.DisplayName;
        var words = Names.Select(f => ColumnOf(CustomerFields.All[f], mapping)).Distinct()
            .Select(c => c >= 0 && row.Cells is { } cells && c < cells.Count ? cells[c] : "").Where(w => w.Length > 0);
        return string.Join(' ', words);
    }

    // Parts cut out of a cell have columns too: the postal code of "9000 Gent" under cities, the city under postal codes, a second line in the notes.
    private static IEnumerable<int> CutOut(Repair repair, ColumnMapping mapping)
    {
        if (repair.Kind is RepairKind.SecondLine or RepairKind.BesideName) return [CustomerFields.Notes];
        if (repair.Kind != RepairKind.SplitAddress || mapping.Columns.FirstOrDefault(c => c.Column == repair.Column)?.Target is not { } target) return [];
        return CustomerFields.ByName(ImportTarget.OfPartner(target) ?? target)?.Ordinal switch
        {
            CustomerFields.City or CustomerFields.PostalCode => [CustomerFields.PostalCode, CustomerFields.City],
            CustomerFields.DeliveryCity or CustomerFields.DeliveryPostalCode => [CustomerFields.DeliveryPostalCode, CustomerFields.DeliveryCity],
            _ => [],
        };
    }

    private static IEnumerable<int> FieldsOf(string target) => target switch
    {
        ImportTarget.FullName => Names,
        ImportTarget.StreetLine => Streets,
        ImportTarget.PostalCity => [CustomerFields.PostalCode, CustomerFields.City],
        ImportTarget.Address => [.. Streets, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country],
        ImportTarget.DeliveryStreetLine => [.. Streets.Select(Delivered)],
        ImportTarget.DeliveryPostalCity => [CustomerFields.DeliveryPostalCode, CustomerFields.DeliveryCity],
        ImportTarget.DeliveryAddress => [.. Streets.Select(Delivered), CustomerFields.DeliveryPostalCode, CustomerFields.DeliveryCity,
        CustomerFields.DeliveryCountry],
        _ when target.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal) => [CustomerFields.Extra],
        _ => CustomerFields.ByName(target) is { } field ? [field.Ordinal] : [],
    };

    private static int Delivered(int field) => field + CustomerFields.DeliveryStreet - CustomerFields.Street;
}
