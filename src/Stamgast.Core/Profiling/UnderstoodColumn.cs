namespace Stamgast.Profiling;

/// <summary>A column and its recognised role; can be overridden.</summary>
/// <param name="Index">Its place in the table, from 0.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Role">Its role.</param>
/// <param name="IsDayFirst">For dates: 3/7 is the third of July.</param>
/// <param name="IsFamilyFirst">For full names: the last name comes first.</param>
public sealed record UnderstoodColumn(int Index, string Name, ColumnRole Role, bool IsDayFirst = true, bool IsFamilyFirst = false);
