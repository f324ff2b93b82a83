namespace Stamgast.App.Guide;

/// <summary>A page in the table of contents.</summary>
public sealed record GuideLink(string Title, string Address);
