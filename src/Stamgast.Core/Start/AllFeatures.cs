namespace Stamgast.Start;

/// <summary>The table of contents: the features of Core, each of which may know only those above it; the last puts them together. A test sees to it.</summary>
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
        "Tasks",
        "Importing",
        "Exporting",
        "SampleData",
        "Checks",
        "Backups",
        "Start",
    ];
}
