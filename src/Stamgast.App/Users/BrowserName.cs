namespace Stamgast.App.Users;

/// <summary>The common name of a browser: "Firefox, Windows".</summary>
internal static class BrowserName
{
    // The more particular first: Edge says Chrome too, Chrome says Safari too, Android says Linux too.
    private static readonly (string Sign, string Name)[] Programs =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
            ("Linux", "Linux")];

    /// <param name="agent">The User-Agent header; unknown ones are shown as they are.</param>
    public static string Of(string agent)
    {
        var parts = new[] { Find(Programs, agent), Find(Systems, agent) }.OfType<string>().ToArray();
        return parts.Length > 0 ? string.Join(", ", parts) : agent;
    }

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
