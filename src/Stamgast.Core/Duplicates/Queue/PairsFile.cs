using System.Globalization;
using System.Text;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Files;

namespace Stamgast.Duplicates.Queue;

/// <summary>Writes the open pairs as a table, as the search in a file does: <c>id_a,id_b,score,why</c>, with the IDs of customers.</summary>
public static class PairsFile
{
    private const int AtOnce = 5_000;

    /// <summary>Writes the pairs that are certain or to be judged, by their IDs.</summary>
    /// <param name="least">The lowest probability, 0 to 1.</param>
    /// <param name="output">The file, which appears only when all went well.</param>
    /// <returns>The number of pairs.</returns>
    /// <exception cref="RefusedException">matching.cannot_write; output.own, output.special</exception>
    public static int Write(Base customers, Viewer viewer, double least, string output, CancellationToken cancel)
    {
        try
        {
            using var file = new OutputFile(output);
            var count = 0;
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            {
                writer.Write("id_a,id_b,score,why\r\n");
                foreach (var pair in Open(customers, viewer, least))
                {
                    cancel.ThrowIfCancellationRequested();
                    var score = Math.Min(new Matching.MatchedPair(0, 1, pair.Bits).Score, 0.999999999);
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{pair.A},{pair.B},{score:0.#########},{pair.Why}\r\n"));
                    count++;
                }
            }
            file.Complete();
            return count;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException or IOException)
        {
            throw new RefusedException("matching.cannot_write", output, error.Message);
        }
    }

    private static IEnumerable<DuplicatePair> Open(Base customers, Viewer viewer, double least)
    {
        var (a, b) = (0L, 0L);
        while (true)
        {
            var open = new OpenPairs(customers.Engine, viewer);
            var where = $"p.lane <= {(int)PairLane.ToJudge} and {open.Filtered(new QueueFilter { Least = least })} and (p.a, p.b) > (@a, @b)";
            List<DuplicatePair> pairs;
            using (var reader = customers.OpenReader())
                pairs = PairRows.Read(reader, where + $" order by p.a, p.b limit {AtOnce}", [.. open.Parameters, ("a", a), ("b", b)]);
            foreach (var pair in pairs) yield return pair;
            if (pairs.Count < AtOnce) yield break;
            (a, b) = (pairs[^1].A, pairs[^1].B);
        }
    }
}
