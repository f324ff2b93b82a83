namespace Stamgast.Profiling;

/// <summary>A column and what it was taken for; can be told otherwise.</summary>
/// <param name="Index">Its place in the table, from 0.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Role">What it holds.</param>
/// <param name="IsDayFirst">For dates: 3/7 is the third of July.</param>
/// <param name="IsFamilyFirst">For full names: the family name stands first.</param>
public sealed record UnderstoodColumn(int Index, string Name, ColumnRole Role, bool IsDayFirst = true, bool IsFamilyFirst = false);
