using Stamgast.App.Parts;
using Stamgast.App.Permissions;

namespace Stamgast.App.Shell;

/// <summary>The meaning of the number beside an entry: a count, your waiting items, or what is late or failed.</summary>
public enum Badge
{
    Count,
    Waiting,
    Late,
}

/// <summary>One entry of the menu: its key (text <c>menu.KEY</c>, on the phone <c>tab.KEY</c>), icon, address, and the permission that it takes.</summary>
public sealed record MenuEntry(string Key, string Icon, string Href, Permission Permission)
{
    /// <summary>The topics of which at least one must be used (<see cref="Settings.Topics"/>); empty for an entry that is always there.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>True when this reader has it in the menu.</summary>
    public bool IsFor(Serving.Visit visit) => visit.May(Permission) && (Topics.Count == 0 || Topics.Any(visit.Uses));
}

/// <summary>
/// The menu: only what exists, in groups separated by a little space. New features become a tab of one of these, a topic of the customer or a section
/// of the settings.
/// </summary>
public static class Menu
{
    private const int TabsOfPhone = 4;

    private static readonly MenuEntry Customers = new("customers", "users", "/customers", Permission.ReadCustomers);
    private static readonly MenuEntry Duplicates = new("duplicates", "copy-check", "/duplicates", Permission.FindDuplicates);
    private static readonly MenuEntry Import = new("import", "upload", "/import", Permission.Import);
    private static readonly MenuEntry Tasks = new("tasks", "list-checks", "/tasks", Permission.ReadTasks) { Topics = ["tasks"] };
    private static readonly MenuEntry Tickets = new("tickets", "inbox", "/tickets", Permission.ReadService) { Topics = ["tickets"] };
    private static readonly MenuEntry Sales = new("sales", "shopping-cart", "/sales", Permission.ReadSales)
    {
        Topics = ["orders", "offers", "invoices", "returns", "contracts", "agreements", "payments", "payment-links"],
    };
    private static readonly MenuEntry Mailings = new("mailings", "send", "/outbox", Permission.ReadMail);
    private static readonly MenuEntry Activity = new("activity", "history", "/activity", Permission.ReadActivity);
    private static readonly MenuEntry Settings = new("settings", "settings", "/settings", Permission.ChangeSettings);

    /// <summary>The customers; what needs to be done; what was done.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<MenuEntry>> Groups = [[Customers, Duplicates, Import], [Tasks, Tickets, Sales, Mailings], [Activity]];

    public static readonly IReadOnlyList<MenuEntry> Bottom = [Settings];

    /// <summary>The tabs of the phone: the first of these that the user may use. Import and settings give way to what is used on the move.</summary>
    public static IEnumerable<MenuEntry> Tabs(Serving.Visit visit) =>
        new[] { Customers, Tasks, Tickets, Duplicates, Activity, Import, Settings }.Where(e => e.IsFor(visit)).Take(TabsOfPhone);
}
