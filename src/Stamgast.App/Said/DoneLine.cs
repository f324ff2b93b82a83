namespace Stamgast.App.Said;

/// <summary>A line under what was just done, with a link.</summary>
public sealed record DoneLine(string Text, string Href, string Link);
