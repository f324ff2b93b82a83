using System.Globalization;
using System.Text;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Files;
using Stamgast.Matching;
using Stamgast.Profiling;
using Stamgast.Tables;
using Stamgast.Users;

namespace Stamgast.Duplicates.Queue;

/// <summary>The result of reading decisions from a file.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Decided">Decisions that were recorded.</param>
/// <param name="Unchanged">Pairs on which the same, or something later, was decided here.</param>
/// <param name="Errors">Rows that were left out, by their line.</param>
public sealed record DecisionsRead(int Rows, int Decided, int Unchanged, IReadOnlyList<(int Line, Refusal Why)> Errors);

/// <summary>
/// Decisions as a table, to keep them, to look at them elsewhere, or to bring them to another base of the same customers:
/// <c>id_a;id_b;decision;by;at</c>.
/// </summary>
public static class DecisionsFile
{
    private const int AtOnce = 1_000;
    private static readonly string[] Columns = ["id_a", "id_b", "decision", "by", "at"];

    /// <summary>Writes all decisions that stand or are put off.</summary>
    /// <returns>The number of decisions.</returns>
    public static int Write(Base customers, Viewer viewer, Stream into)
    {
        var users = new UserAccounts(customers, TimeProvider.System).All().ToDictionary(u => u.Id, u => u.Email);
        using var writer = new StreamWriter(into, new UTF8Encoding(true), leaveOpen: true);
        writer.Write(string.Join(';', Columns) + "\r\n");
        var count = 0;
        foreach (var decision in All(customers, viewer))
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{decision.A};{decision.B};{Word(decision.Verdict)};"
                + $"{(decision.UserId is { } by ? users.GetValueOrDefault(by, "") : "")};{decision.DecidedAt:yyyy-MM-ddTHH:mm:ss.fffZ}\r\n"));
            count++;
        }
        return count;
    }

    /// <summary>Writes them to a file, which appears only when all went well.</summary>
    /// <exception cref="RefusedException">matching.cannot_write; output.own, output.special</exception>
    public static int WriteFile(Base customers, Viewer viewer, string output)
    {
        try
        {
            using var file = new OutputFile(output);
            var count = Write(customers, viewer, file.Stream);
            file.Complete();
            return count;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException or IOException)
        {
            throw new RefusedException("matching.cannot_write", output, error.Message);
        }
    }

    /// <summary>
    /// Records the decisions of a file, in one transaction. A decision of this base that is later stays; a merge is never done by it: a duplicate is
    /// marked.
    /// </summary>
    /// <exception cref="RefusedException">duplicates.decisions: the file has other columns; what a table file refuses</exception>
    public static DecisionsRead Read(Base customers, TimeProvider clock, Actor actor, string path, CancellationToken cancel)
    {
        MatchingTable table;
        using (var file = TableFile.Open(path, null, cancel)) table = TableFileReading.Read(file, null, cancel);
        var places = Columns.Select(name => Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i] == name).Select(i => (int?)i).FirstOrDefault())
            .ToArray();
        if (places.Take(3).Any(p => p is null)) throw new RefusedException("duplicates.decisions", string.Join(", ", table.Columns), string.Join(';', Columns));
        var users = new UserAccounts(customers, TimeProvider.System).All().ToDictionary(u => u.Email, u => u.Id, StringComparer.OrdinalIgnoreCase);
        var verb = new DecidePair(customers, clock);
        return customers.Write(transaction =>
        {
            PairStore.Turn(transaction);
            var (decided, unchanged) = (0, 0);
            var errors = new List<(int, Refusal)>();
            for (var row = 0; row < table.Rows; row++)
            {
                cancel.ThrowIfCancellationRequested();
                string Cell(int column) => places[column] is { } place ? table[row, place].ToString().Trim() : "";
                try
                {
                    if (Take(transaction, verb, actor, users, Cell)) decided++;
                    else unchanged++;
                }
                catch (RefusedException refused)
                {
                    // The header is the first line.
                    errors.Add((row + 2, refused.Refusal));
                }
            }
            return new DecisionsRead(table.Rows, decided, unchanged, errors);
        }, TimeSpan.FromMinutes(2));
    }

    private static bool Take(WriteTransaction transaction, DecidePair verb, Actor actor, Dictionary<string, long> users, Func<int, string> cell)
    {
        var verdict = VerdictOf(cell(2)) ?? throw new RefusedException("duplicates.decision", cell(2));
        var (a, b) = (IdOf(cell(0)), IdOf(cell(1)));
        DateTime? at = cell(4) is { Length: > 0 } text ? TimeOf(text) : null;
        var known = PairDecisions.Find(transaction.Connection, a, b);
        if (known is { Reopened: null } && (known.Verdict == verdict || known.DecidedAt >= at)) return false;
        // Which of the two is later nobody knows.
        if (known is { Reopened: null } && at is null) throw new RefusedException("duplicates.undated", a, b);
        var decision = verb.Judged(transaction, a, b, verdict, actor);
        decision.UserId = users.TryGetValue(cell(3), out var user) ? user : actor.UserId;
        if (at is { } when && when < decision.DecidedAt)
        {
            decision.DecidedAt = when;
            if (decision.BackAt is not null) decision.BackAt = when + DecidePair.PutOff;
        }
        PairDecisions.Write(transaction, decision);
        return true;
    }

    private static IEnumerable<DuplicateDecision> All(Base customers, Viewer viewer)
    {
        var (a, b) = (0L, 0L);
        while (true)
        {
            var open = new OpenPairs(customers.Engine, viewer);
            List<DuplicateDecision> decisions;
            using (var reader = customers.OpenReader())
                decisions = PairDecisions.Read(reader,
                    $"d.reopened is null and {open.BothSeen("d")} and (d.a, d.b) > (@a, @b) order by d.a, d.b limit {AtOnce}",
                    [.. open.Parameters, ("a", a), ("b", b)]);
            foreach (var decision in decisions) yield return decision;
            if (decisions.Count < AtOnce) yield break;
            (a, b) = (decisions[^1].A, decisions[^1].B);
        }
    }

    private static long IdOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? id : throw new RefusedException("customer.unknown", text);

    private static DateTime TimeOf(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture,
        DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : throw new RefusedException("duplicates.time", text);

    private static string Word(PairVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static PairVerdict? VerdictOf(string text) => text.ToLowerInvariant() switch
    {
        "duplicate" => PairVerdict.Duplicate, "different" => PairVerdict.Different, "later" => PairVerdict.Later, _ => null,
    };
}
