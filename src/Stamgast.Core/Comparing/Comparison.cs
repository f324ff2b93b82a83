namespace Stamgast.Comparing;

/// <summary>
/// One question asked of two rows ("do the family names agree, and how well?"), answered by a <see cref="Level"/>. A row
/// here is its normalised values, one number a slot. Answers are the same for (a, b) and (b, a).
/// </summary>
internal abstract class Comparison(string field, Sharing sharing, IReadOnlyList<Level> levels)
{
    /// <summary>Only <see cref="Full"/> can tell.</summary>
    public const int Unsure = -1;

    /// <summary>The name in the output: "first_name", "birth_date".</summary>
    public string Field { get; } = field;

    public Sharing Sharing { get; } = sharing;

    public IReadOnlyList<Level> Levels { get; } = levels;

    /// <summary>The number of this comparison in its set, to separate the entries of a shared cache.</summary>
    public int Number { get; set; }

    /// <summary>The level if plain numbers can tell, otherwise <see cref="Unsure"/>.</summary>
    public abstract int Quick(ReadOnlySpan<int> a, ReadOnlySpan<int> b);

    /// <summary>The level in any case.</summary>
    public abstract int Full(ReadOnlySpan<int> a, ReadOnlySpan<int> b, PairCache cache);

    /// <summary>Base-2 logarithm of the share of the rarer value that the two rows have here; only asked at levels that use rarity.</summary>
    public virtual float LogShare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) => 0;

    /// <summary>
    /// Base-2 logarithm of the share of the more frequent of the two values. Strangers of that name are misspelt too, so that an error proves no more than
    /// two rows with the name would. Minus infinity where this does not apply.
    /// </summary>
    public virtual float LogShareOfFrequent(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int level) => float.NegativeInfinity;

    /// <summary>The chance that two unrelated rows agree exactly, counted from the values; null when it must be sampled.</summary>
    public virtual double? ExactChance => null;

    /// <summary>Bits that agreeing can count for at most. Values that many share follow from one another (language from country, salutation from
    /// gender).</summary>
    public virtual double MostBits => double.PositiveInfinity;

    /// <summary>The level at which two values are two customers' own (two VAT numbers), where the table shows that it is so; 0 for none.</summary>
    public virtual int OwnLevel => 0;

    /// <summary>True when one of the rows has a value here and the other has none.</summary>
    public virtual bool IsOneMissing(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => false;

    /// <summary>Starts counting how frequent values are.</summary>
    public virtual void ClearShares() { }

    /// <summary>Counts one row's values: once for each row, and less for further rows of one customer.</summary>
    public virtual void CountShares(ReadOnlySpan<int> row, int times) { }

    public virtual void CloseShares() { }
}
