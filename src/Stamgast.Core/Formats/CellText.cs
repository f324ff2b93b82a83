namespace Stamgast.Formats;

/// <summary>
/// The text of one cell on its way to a value. When the whole cell is already a string, an unchanged result is that very
/// string, so that a million clean rows cost no second copy.
/// </summary>
public readonly ref struct CellText
{
    private readonly string? origin;

    public CellText(ReadOnlySpan<char> characters)
    {
        Characters = characters;
        origin = null;
    }

    public CellText(string text)
    {
        Characters = text;
        origin = text;
    }

    private CellText(ReadOnlySpan<char> characters, string? origin)
    {
        Characters = characters;
        this.origin = origin;
    }

    public ReadOnlySpan<char> Characters { get; }

    public int Length => Characters.Length;

    public bool IsEmpty => Characters.IsEmpty;

    public CellText Trim() => new(Characters.Trim(), origin);

    /// <summary>A part of the same cell.</summary>
    public CellText Part(Range range) => new(Characters[range], origin);

    /// <summary>The cell as it stands.</summary>
    public override string ToString() => origin is not null && origin.Length == Characters.Length ? origin : Characters.ToString();

    /// <summary>A result as a string: the cell's own one when nothing was changed.</summary>
    public string ToText(ReadOnlySpan<char> result) =>
        origin is not null && result.SequenceEqual(origin) ? origin : result.ToString();

    public static implicit operator CellText(string text) => new(text);
}
