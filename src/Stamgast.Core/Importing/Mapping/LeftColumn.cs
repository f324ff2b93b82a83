namespace Stamgast.Importing.Mapping;

/// <summary>A column that was left out because of a cause.</summary>
/// <param name="Target">Its former target, to include it again.</param>
public sealed record LeftColumn(int Column, string Target);
