namespace Stamgast.App.Shell;

/// <summary>One entry of the menu: its key (text <c>menu.KEY</c>), icon, address, and the permission that it takes.</summary>
public sealed record MenuEntry(string Key, string Icon, string Href, string Permission);

/// <summary>The menu: only what exists.</summary>
public static class Menu
{
    public static readonly IReadOnlyList<MenuEntry> Main =
    [
        new("customers", "users", "/customers", "customers.read"),
        new("import", "upload", "/import", "import"),
        new("activity", "history", "/activity", "activity.read"),
    ];

    public static readonly IReadOnlyList<MenuEntry> Bottom =
    [
        new("settings", "settings", "/settings", "settings"),
    ];
}
