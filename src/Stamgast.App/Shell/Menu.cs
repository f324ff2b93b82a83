using Stamgast.App.Permissions;

namespace Stamgast.App.Shell;

/// <summary>One entry of the menu: its key (text <c>menu.KEY</c>), icon, address, and the permission that it takes.</summary>
public sealed record MenuEntry(string Key, string Icon, string Href, Permission Permission);

/// <summary>The menu: only what exists.</summary>
public static class Menu
{
    public static readonly IReadOnlyList<MenuEntry> Main =
    [
        new("customers", "users", "/customers", Permission.ReadCustomers),
        new("import", "upload", "/import", Permission.Import),
        new("activity", "history", "/activity", Permission.ReadActivity),
    ];

    public static readonly IReadOnlyList<MenuEntry> Bottom =
    [
        new("settings", "settings", "/settings", Permission.ChangeSettings),
    ];
}
