namespace Stamgast.Importing.Mapping;

/// <summary>A column that was left out because of what is wrong in it.</summary>
/// <param name="Target">What it fed, to be taken in again.</param>
public sealed record LeftColumn(int Column, string Target);
