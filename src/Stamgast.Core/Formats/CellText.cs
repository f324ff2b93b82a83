namespace Stamgast.Formats;

/// <summary>
/// The text of one cell on its way to a value. If the whole cell is already a string, an unchanged result is that very string, so that a million
/// clean rows cost no second copy. If no string is needed, an unchanged result only says so (<see cref="IsItself"/>).
/// </summary>
public readonly ref struct CellText
{
    // Only compared by reference, so its content does not matter.
    private static readonly string Unchanged = new(['=']);

    private readonly string? origin;
    private readonly int wholeLength;

    public CellText(ReadOnlySpan<char> characters)
    {
        Characters = characters;
        wholeLength = characters.Length;
        origin = null;
    }

    public CellText(string text)
    {
        Characters = text;
        wholeLength = text.Length;
        origin = text;
    }

    private CellText(ReadOnlySpan<char> characters, string? origin, int wholeLength)
    {
        Characters = characters;
        this.origin = origin;
        this.wholeLength = wholeLength;
    }

    /// <summary>A cell for which no string is made as long as its value is the cell itself.</summary>
    internal static CellText WithoutString(ReadOnlySpan<char> characters) => new(characters, Unchanged, characters.Length);

    public ReadOnlySpan<char> Characters { get; }

    public int Length => Characters.Length;

    public bool IsEmpty => Characters.IsEmpty;

    public CellText Trim() => new(Characters.Trim(), origin, wholeLength);

    /// <summary>A part of the same cell.</summary>
    public CellText Part(Range range) => new(Characters[range], origin, wholeLength);

    /// <summary>The cell as it is.</summary>
    public override string ToString() => origin is not null && wholeLength == Characters.Length ? origin : Characters.ToString();

    /// <summary>A result as a string: the cell's own one when nothing was changed.</summary>
    public string ToText(ReadOnlySpan<char> result) =>
        origin is not null && result.Length == wholeLength && result.SequenceEqual(ReferenceEquals(origin, Unchanged) ? Characters : origin)
            ? origin : result.ToString();

    /// <summary>True for a result that means: the whole cell, as it is.</summary>
    internal static bool IsItself(string? result) => ReferenceEquals(result, Unchanged);

    /// <summary>The characters of a result of this cell.</summary>
    internal ReadOnlySpan<char> Of(string result) => IsItself(result) ? Characters : result;

    public static implicit operator CellText(string text) => new(text);
}
