using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Rules;
using Stamgast.Database;

namespace Stamgast.Proposals;

/// <summary>The problems in a whole proposal, cause by cause, and the rows left out because of them.</summary>
internal static class ErrorCauses
{
    private const string Refused = "class in (4, 5)";

    /// <summary>
    /// Leaves out all rows with one of these causes, except those that a person included again. One statement, whatever their number.
    /// </summary>
    public static void LeaveOut(Stage stage, Engine engine, IReadOnlyList<ErrorCause> causes)
    {
        if (causes.Count == 0) return;
        var any = string.Join(" or ", causes.Select(cause => Condition(engine, cause, stage.Shape)));
        stage.Alter(connection =>
        {
            var takenIn = stage.Has(connection, stage.RowDecisions)
                ? $" and line not in (select line from {stage.RowDecisions} where left_out = 0 and cells is null)" : "";
            using var leave = connection.Query($"update {stage.Rows} set left_out = 1 where {Refused} and left_out = 0 and ({any}){takenIn}");
            leave.ExecuteNonQuery();
        });
    }

    /// <param name="leftOut">The causes whose rows are all left out.</param>
    /// <summary>Counts the causes of refused rows, and of those left out because of one.</summary>
    public static (IReadOnlyList<CountedCause> Open, IReadOnlyList<CountedCause> LeftOut) Count(Stage stage, IReadOnlyList<ErrorCause> leftOut,
        CancellationToken cancel)
    {
        using var connection = stage.OpenReader();
        return Count(connection, stage, leftOut, cancel);
    }

    /// <summary>The same as a connection sees them.</summary>
    public static (IReadOnlyList<CountedCause> Open, IReadOnlyList<CountedCause> LeftOut) Count(DbConnection connection, Stage stage,
        IReadOnlyList<ErrorCause> leftOut, CancellationToken cancel)
    {
        var (open, left) = (new CauseTally(), new CauseTally());
        using var command = connection.Query($"select left_out, problems from {stage.Rows} where {Refused} and problems is not null");
        using var rows = command.ExecuteReader();
        for (long row = 0; rows.Read(); row++)
        {
            if (row % 10_000 == 0) cancel.ThrowIfCancellationRequested();
            var problems = JsonSerializer.Deserialize<List<Problem>>(rows.GetString(1))!;
            if (rows.GetInt32(0) == 0) open.Add(problems);
            else if (problems.Find(p => IsLeftOut(p, leftOut)) is { } why) left.Add(why);
        }
        return (open.Found, left.Found);
    }

    /// <summary>True for a problem whose rows are left out.</summary>
    public static bool IsLeftOut(Problem problem, IReadOnlyList<ErrorCause> leftOut)
    {
        foreach (var cause in leftOut)
            if (cause.IsOf(problem)) return true;
        return false;
    }

    /// <summary>The condition for rows with the cause. Always exactly the same text, so that an index on it is used.</summary>
    public static string Condition(Engine engine, ErrorCause cause, RecordShape shape) => string.Join(" and ", cause.InJson(shape).Select(part =>
        engine.Position("problems", $"'{part}'") + " > 0"));
}
