namespace Stamgast.App.Start;

/// <summary>The features of the program around Core, each of which may use only those above it; the last composes them. A test checks this.</summary>
internal static class AllFeatures
{
    public static readonly IReadOnlyList<string> InOrder =
    [
        "Permissions",
        "Serving",
        "Parts",
        "Said",
        "Shell",
        "CommandLine",
        "Proposals",
        "Guide",
        "Privacy",
        "Backups",
        "Checks",
        "Matching",
        "Jobs",
        "Changes",
        "Tasks",
        "Kinds",
        "Exchange",
        "Attachments",
        "Sales",
        "Shops",
        "Outbox",
        "Service",
        "Relations",
        "Customers",
        "Activity",
        "ExtraFields",
        "BulkEdit",
        "Merging",
        "Duplicates",
        "Exporting",
        "Importing",
        "SampleData",
        "Settings",
        "Users",
        "FirstRun",
        "Start",
    ];
}
