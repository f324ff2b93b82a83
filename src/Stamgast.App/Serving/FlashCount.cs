namespace Stamgast.App.Serving;

/// <summary>A sentence with a number, of the texts <c>KEY.one</c> and <c>KEY.other</c>.</summary>
public sealed record FlashCount(string Key, long Number);
