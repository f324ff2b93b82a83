using Stamgast.App.Permissions;

namespace Stamgast.App.Shell;

/// <summary>One page of the settings.</summary>
/// <param name="Group">The caption of its group: text <c>settings.group.GROUP</c>.</param>
/// <param name="Key">Text <c>settings.section.KEY</c>.</param>
/// <param name="Href">Its address.</param>
/// <param name="Permission">Hidden from users without this permission.</param>
public sealed record SettingsSection(string Group, string Key, string Href, Permission Permission)
{
    /// <summary>All of them, in order.</summary>
    public static readonly IReadOnlyList<SettingsSection> All =
    [
        new("organisation", "organisation", "/settings/organisation", Permission.ChangeSettings),
        new("organisation", "topics", "/settings/topics", Permission.ChangeSettings),
        new("organisation", "shops", "/shops", Permission.ChangeSettings),
        new("customers", "required", "/settings/required", Permission.ChangeSettings),
        new("customers", "fields", "/settings/fields", Permission.ChangeSettings),
        new("customers", "groups", "/settings/groups", Permission.ChangeSettings),
        new("customers", "responsibles", "/settings/responsibles", Permission.ChangeSettings),
        new("customers", "duplicates", "/settings/duplicates", Permission.ChangeSettings),
        new("sales", "records", "/settings/records", Permission.ChangeSettings),
        new("sales", "mail", "/settings/mail", Permission.ChangeSettings),
        new("people", "users", "/users", Permission.ManageUsers),
        new("system", "jobs", "/settings/jobs", Permission.ChangeSettings),
        new("system", "trash", "/settings/trash", Permission.DeleteCustomers),
    ];
}
