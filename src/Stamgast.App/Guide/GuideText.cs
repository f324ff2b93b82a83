namespace Stamgast.App.Guide;

/// <summary>One page of the guide as HTML.</summary>
/// <param name="Name">As in its address: <c>import</c>, <c>reference/filters</c>.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Language">ISO 639-1: the reader's language if translated, otherwise English.</param>
/// <param name="Html">Without the first heading.</param>
public sealed record GuideText(string Name, string Title, string Language, string Html);
