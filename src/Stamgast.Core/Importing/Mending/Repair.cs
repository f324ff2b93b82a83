using System.Globalization;
using Stamgast.Importing.Mapping;
using Stamgast.Language;

namespace Stamgast.Importing.Mending;

/// <summary>One kind of repair in one column (from 0): the unit that a person switches on or off.</summary>
public readonly record struct RepairKey(RepairKind Kind, int Column);

/// <summary>A cell before and after a repair.</summary>
public sealed record RepairExample(long Line, string Before, string After);

/// <summary>A repair that is proposed for a column: in how many cells, with examples, and whether it is on.</summary>
public sealed record Repair(RepairKind Kind, int Column, string Header, long Count, bool IsOn, IReadOnlyList<RepairExample> Examples)
{
    public RepairKey Key => new(Kind, Column);

    /// <summary>False for damage that can only be reported.</summary>
    public bool CanBeSwitchedOff => Kind is not (RepairKind.LostDigits or RepairKind.LostLetters);

    /// <summary>The repair, in one sentence with the count.</summary>
    public string What(CultureInfo culture) => Texts.Count("repair." + Kind, Count, culture, MappedColumn.CaptionOf(Header, Column, culture));
}
