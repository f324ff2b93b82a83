using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.ExtraFields;

namespace Stamgast.App.Customers.Lists.Columns;

/// <summary>The columns of a list as one person sees them.</summary>
public static class ListColumn
{
    /// <summary>Those that the address names, else those that the user chose, else the usual ones.</summary>
    public static IReadOnlyList<string> Chosen(ListAddress address, Requester requester, ExtraDefinitions extra) =>
        address.Columns ?? OwnOf(requester, extra) ?? ListColumns.Usual;

    /// <summary>Those that the user chose, but for fields that were retired since; null when there are none.</summary>
    public static IReadOnlyList<string>? OwnOf(Requester requester, ExtraDefinitions extra) =>
        ListColumns.Read(requester.User?.ListColumns, extra, out _) is not { } own ? null
        : own.Any(c => IsRetired(c, extra)) ? [.. own.Where(c => !IsRetired(c, extra))] : own;

    /// <summary>The columns to show: the state is hidden while all customers have the same one.</summary>
    public static IReadOnlyList<string> Shown(ListAddress address, IReadOnlyList<string> chosen) =>
        address.Asked.Presence == CustomerPresence.Living ? chosen : [.. chosen.Where(c => c != ListColumns.State)];

    /// <summary>The fields that must be read to show these columns.</summary>
    public static IReadOnlyList<CustomerField> FieldsOf(IReadOnlyList<string> columns) =>
        ReferenceEquals(columns, ListColumns.Usual) ? [] : ListColumns.FieldsOf(columns);

    /// <summary>The heading of a column: the usual ones are called shorter than their fields.</summary>
    public static string Caption(string column, Visit visit) =>
        ListColumns.IsExtra(column) ? visit.Extra.ByKey(column)?.Caption(visit.Culture) ?? column
        : visit.T(column == "name" || ListColumns.Usual.Contains(column) ? "customers.column." + column : "field." + column);

    /// <summary>The columns of an export of this list: the fields behind the visible columns, so that it can be imported again.</summary>
    public static IReadOnlyList<string> Exported(IReadOnlyList<string> shown)
    {
        var columns = new List<string> { "id", "type", "first_name", "particle", "last_name", "company_name" };
        foreach (var column in shown)
            foreach (var part in column switch
            {
                "city" => ["postal_code", "city"],
                "phone" => ["phone", "mobile"],
                ListColumns.State => ["active"],
                _ => new[] { column },
            })
                if (!columns.Contains(part) && (part == column || part == "active" || !shown.Contains(part))) columns.Add(part);
        return columns;
    }

    private static bool IsRetired(string column, ExtraDefinitions extra) => ListColumns.IsExtra(column) && extra.ByKey(column) is { IsLiving: false };
}
