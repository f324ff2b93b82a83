namespace Stamgast.App.Said;

/// <summary>A line below the confirmation of an action, with a link.</summary>
public sealed record DoneLine(string Text, string Href, string Link);
