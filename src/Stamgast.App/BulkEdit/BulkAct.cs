using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.App.BulkEdit;

/// <summary>A button of the bar below the list, and its action on the selected customers.</summary>
/// <param name="Name">edit, label, group, activate, deactivate, trash or restore.</param>
public sealed record BulkAct(string Name)
{
    private static readonly string[] Names = ["edit", "label", "group", "activate", "deactivate", "trash", "restore"];

    /// <summary>True if a responsible or a group must be named first.</summary>
    public bool WantsName => Name is "label" or "group";

    /// <summary>True where fields are chosen first.</summary>
    public bool WantsFields => Name == "edit";

    /// <summary>True for actions that change chosen fields.</summary>
    public bool IsOfFields => WantsName || WantsFields;

    public Permission Permission => Name is "trash" or "restore" ? Permission.DeleteCustomers : Permission.EditCustomers;

    public NameKind NameKind => Name == "group" ? NameKind.Group : NameKind.Responsible;

    /// <exception cref="RefusedException">selection.act: there is no such button, or not for this user.</exception>
    public static BulkAct Read(string name, Visit visit) =>
        Names.Contains(name) && new BulkAct(name) is var act && visit.May(act.Permission) ? act : throw new RefusedException("selection.act");

    /// <summary>The button that requested a proposal.</summary>
    public static BulkAct Of(ChangeSet set, VerbReport? report) => new(set.Kind switch
    {
        ChangeKind.Activate => "activate",
        ChangeKind.Deactivate => "deactivate",
        ChangeKind.Trash => "trash",
        ChangeKind.Restore => "restore",
        _ when report is { Edits: [{ Field: CustomerFields.Label }] } => "label",
        _ when report is { Edits: [{ Field: CustomerFields.Groups, Operation: FieldOperation.Add or FieldOperation.Take }] } => "group",
        _ => "edit",
    });

    /// <summary>The action of a button that asks for nothing.</summary>
    public CustomerVerb Verb => Name switch
    {
        "activate" => new ActivateCustomers(),
        "deactivate" => new DeactivateCustomers(),
        "trash" => new MoveToTrash(Into: true),
        "restore" => new MoveToTrash(Into: false),
        _ => throw new RefusedException("selection.act"),
    };

    /// <summary>
    /// The action of a button with a name, checked by the rules of its field. To remove a group, any existing name is accepted, even one older than
    /// the rules.
    /// </summary>
    /// <returns>Null when no name was typed.</returns>
    /// <exception cref="RefusedException">value.refused</exception>
    public EditFields? VerbWith(string typed, bool remove)
    {
        if (Name == "label" && remove) return new SetLabel(null);
        if (Name == "group" && remove) return typed.Trim() is { Length: > 0 } gone ? new TakeGroup(gone) : null;
        if (NameKind.Given(typed) is not { } name) return null;
        return Name == "label" ? new SetLabel(name) : new AddGroup(name);
    }
}
