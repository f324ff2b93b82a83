namespace Stamgast.Start;

/// <summary>The features of Core, each of which may use only those above it; the last composes them. A test checks this.</summary>
public static class AllFeatures
{
    public static readonly IReadOnlyList<string> InOrder =
    [
        "Language",
        "Refusing",
        "Text",
        "Files",
        "Formats",
        "Tables",
        "Comparing",
        "Profiling",
        "Matching",
        "Database",
        "Privacy",
        "Jobs",
        "Records",
        "Users",
        "Settings",
        "ExtraFields",
        "Customers",
        "Changes",
        "Proposals",
        "CustomerVerbs",
        "Duplicates",
        "Merging",
        "Kinds",
        "Attachments",
        "Tasks",
        "Shops",
        "Sales",
        "Service",
        "Relations",
        "Outbox",
        "Importing",
        "Exporting",
        "Exchange",
        "SampleData",
        "Checks",
        "Backups",
        "Start",
    ];
}
