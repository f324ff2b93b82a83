namespace Stamgast.App.Guide;

/// <summary>A heading of the table of contents, with the pages below it.</summary>
public sealed record GuideSection(string Title, IReadOnlyList<GuideLink> Pages);
