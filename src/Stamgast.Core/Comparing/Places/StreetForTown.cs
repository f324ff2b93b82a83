namespace Stamgast.Comparing.Places;

/// <summary>Finds out whether one of two rows has its street in the cell of the town and its town in that of the street, and the other has not.</summary>
internal sealed class StreetForTown(TextValues streets, TextValues towns, int streetSlot, int numberSlot, int townSlot)
{
    private const int Shortest = 3;

    /// <summary>True for two such rows.</summary>
    public bool Found(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => IsExchanged(a, b) || IsExchanged(b, a);

    /// <summary>The street that stands where it belongs.</summary>
    public int StreetOf(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => IsExchanged(a, b) ? b[streetSlot] : a[streetSlot];

    /// <summary>The town that stands where it belongs.</summary>
    public int TownOf(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => IsExchanged(a, b) ? b[townSlot] : a[townSlot];

    // A town has no house number.
    private bool IsExchanged(ReadOnlySpan<int> wrong, ReadOnlySpan<int> right)
    {
        if (wrong[numberSlot] != 0 || wrong[streetSlot] == 0 || wrong[townSlot] == 0 || right[streetSlot] == 0 || right[townSlot] == 0) return false;
        ReadOnlySpan<char> town = streets[wrong[streetSlot]], street = AddressLine.Read(towns[wrong[townSlot]]).Street;
        return town.Length >= Shortest && street.Length >= Shortest && town.SequenceEqual(towns[right[townSlot]])
            && street.SequenceEqual(streets[right[streetSlot]]);
    }
}
