using Stamgast.App.Permissions;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.App.Customers;

/// <summary>What is done with selected customers: a responsible or a group for all of them, active or not, to the trash or back.</summary>
/// <param name="Name">label, group, activate, deactivate, trash or restore.</param>
/// <param name="Value">The responsible or the group; empty while it is asked.</param>
/// <param name="Remove">True: it is taken away instead.</param>
public sealed record SelectionAct(string Name, string Value, bool Remove)
{
    private static readonly string[] Names = ["label", "group", "activate", "deactivate", "trash", "restore"];

    /// <summary>True for going to the trash and coming back from it, which are no edits.</summary>
    public bool MovesToTrash => Name is "trash" or "restore";

    /// <summary>True where a responsible or a group must be named.</summary>
    public bool WantsValue => Name is "label" or "group";

    /// <summary>True while it must still be named.</summary>
    public bool AsksValue => Change is null && !MovesToTrash;

    public Permission Permission => MovesToTrash ? Permission.DeleteCustomers : Permission.EditCustomers;

    public ChangeKind Kind => Name switch
    {
        "activate" => ChangeKind.Activate,
        "deactivate" => ChangeKind.Deactivate,
        _ => ChangeKind.Bulk,
    };

    public NameKind NameKind => Name == "group" ? NameKind.Group : NameKind.Responsible;

    /// <summary>An act with a value as the form and an import would read it. Whoever takes a group away may name one that was made before there was a rule.</summary>
    /// <exception cref="RefusedException">selection.act; value.refused</exception>
    public static SelectionAct Read(string name, string value, bool remove, Visit visit)
    {
        if (!Names.Contains(name)) throw new RefusedException("selection.act");
        var act = new SelectionAct(name, value.Trim(), remove);
        if (!visit.May(act.Permission)) throw new RefusedException("selection.act");
        return act.WantsValue && !remove ? act with { Value = act.NameKind.Given(value) ?? "" } : act;
    }

    /// <summary>What it makes of the values of one customer; null for the trash, and while the value is asked.</summary>
    public Action<CustomerValues>? Change => Name switch
    {
        "activate" => v => v[CustomerFields.Active] = "1",
        "deactivate" => v => v[CustomerFields.Active] = "0",
        "label" when Remove => v => v[CustomerFields.Label] = null,
        "label" when Value.Length > 0 => v => v[CustomerFields.Label] = Value,
        "group" when Value.Length > 0 => v => v[CustomerFields.Groups] = GroupsWith(v[CustomerFields.Groups]),
        _ => null,
    };

    /// <summary>Those of a list that are already as it makes them, as a list; none when nobody can be; null when the list cannot tell.</summary>
    public CustomerQuery[]? AreSo(CustomerQuery query) => Name switch
    {
        _ when query.Presence == CustomerPresence.Trashed => null,
        "activate" or "deactivate" => (query.Presence, Name) switch
        {
            (CustomerPresence.Living, _) => [query with { Presence = Name == "activate" ? CustomerPresence.Active : CustomerPresence.Inactive }],
            (CustomerPresence.Active, "activate") or (CustomerPresence.Inactive, "deactivate") => [query],
            _ => [],
        },
        "label" => With(query.Labels, Remove ? "" : Value) ? [query with { Labels = [Remove ? "" : Value] }] : [],
        "group" when query.Groups.Count == 0 && !Remove => [query with { Groups = [Value] }],
        _ => null,
    };

    private static bool With(IReadOnlyList<string> chosen, string value) => chosen.Count == 0 || chosen.Contains(value);

    private string? GroupsWith(string? groups)
    {
        var elements = CustomerValues.Elements(groups).Where(g => !string.Equals(g, Value, StringComparison.OrdinalIgnoreCase)).ToList();
        if (!Remove) elements = [.. CustomerValues.Elements(groups).Append(Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        return CustomerValues.Join(elements);
    }
}
