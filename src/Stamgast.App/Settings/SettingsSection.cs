using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Names;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Jobs;
using Stamgast.Users;

namespace Stamgast.App.Settings;

/// <summary>One page of the settings.</summary>
/// <param name="Group">The caption under which it stands: text <c>settings.group.GROUP</c>.</param>
/// <param name="Key">Text <c>settings.section.KEY</c>.</param>
/// <param name="Href">Its address.</param>
/// <param name="Permission">Who may not use it does not see it.</param>
public sealed record SettingsSection(string Group, string Key, string Href, Permission Permission)
{
    /// <summary>All of them, in their order.</summary>
    public static readonly IReadOnlyList<SettingsSection> All =
    [
        new("organisation", "organisation", "/settings/organisation", Permission.ChangeSettings),
        new("customers", "required", "/settings/required", Permission.ChangeSettings),
        new("customers", "fields", "/settings/fields", Permission.ChangeSettings) { Count = parts => parts.GetRequiredService<Visit>().Extra.Living.Count },
        new("customers", "groups", "/settings/groups", Permission.ChangeSettings) { Count = parts => Offered(parts, NameKind.Group) },
        new("customers", "responsibles", "/settings/responsibles", Permission.ChangeSettings) { Count = parts => Offered(parts, NameKind.Responsible) },
        new("people", "users", "/users", Permission.ManageUsers) { Count = parts => parts.GetRequiredService<UserAccounts>().All().Count },
        new("system", "jobs", JobsView.Path, Permission.ChangeSettings) { Count = parts => parts.GetRequiredService<JobQueue>().Open().Count },
        new("system", "trash", "/settings/trash", Permission.DeleteCustomers) { Count = parts => parts.GetRequiredService<ListCounts>().Count(parts.GetRequiredService<Viewer>(), new CustomerQuery { Presence = CustomerPresence.Trashed }) },
    ];

    /// <summary>How many of its kind there are, shown beside it; null shows none.</summary>
    public Func<IServiceProvider, long>? Count { get; init; }

    private static long Offered(IServiceProvider parts, NameKind kind) => parts.GetRequiredService<NamesNow>()[kind].Offered;
}
