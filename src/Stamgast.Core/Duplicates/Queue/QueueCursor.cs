using System.Globalization;

namespace Stamgast.Duplicates.Queue;

/// <summary>A place in the order of a lane: the best groups come first.</summary>
/// <param name="Bits">The best score of a group.</param>
/// <param name="Group">Its number.</param>
public sealed record QueueCursor(double Bits, long Group)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static QueueCursor? Parse(string? text) => text?.Split('_') is [var bits, var group]
        && double.TryParse(bits, NumberStyles.Float, CultureInfo.InvariantCulture, out var best) && double.IsFinite(best)
        && long.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new QueueCursor(best, id) : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bits:R}_{Group}");
}
