namespace Stamgast.Comparing;

/// <summary>
/// The frequency of each value among the rows, where the rows of one customer count once: the probability of agreeing on it by chance. A value that
/// was never counted has the share of one row.
/// </summary>
/// <param name="usual">The chance that two people anywhere agree on such a value, 0 to 1: used to smooth small tables.</param>
internal sealed class ValueShares(double usual)
{
    // As if this many rows of other tables had been counted too: in a table of ten rows every name seems frequent.
    private const double OtherRows = 50;

    private int[] counts = [];
    private float[] shares = [];
    private float rarest = -20;

    /// <summary>The number of rows with a value.</summary>
    public long Rows { get; private set; }

    /// <summary>The chance that two rows with a value have the same one.</summary>
    public double Agreement { get; private set; }

    public void Clear(int values)
    {
        counts = new int[values];
        Rows = 0;
    }

    public void Add(int value, int rows)
    {
        if (value == 0) return;
        counts[value] += rows;
        Rows += rows;
    }

    /// <summary>Works out the shares after all was counted.</summary>
    public void Close()
    {
        shares = new float[counts.Length];
        var squares = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 1) counts[i] = i == 0 ? 0 : 1;
            squares += (double)counts[i] * (counts[i] - 1);
            shares[i] = (float)Math.Log2((Math.Max(1, counts[i]) + OtherRows * usual) / (Rows + OtherRows));
        }
        rarest = (float)Math.Log2((1 + OtherRows * usual) / (Rows + OtherRows));
        Agreement = (squares + 1 + OtherRows * OtherRows * usual) / ((Rows + OtherRows) * (Rows + OtherRows));
    }

    /// <summary>Base-2 logarithm of the share, at most 0.</summary>
    public float this[int value] => value < shares.Length ? shares[value] : rarest;

    /// <summary>The number of rows with this value; 0 if it was never counted.</summary>
    public int Rowed(int value) => value < counts.Length ? counts[value] : 0;

    public float MoreFrequentOf(int a, int b) => Math.Max(this[a], this[b]);

    public float RarerOf(int a, int b) => Math.Min(this[a], this[b]);
}
