using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Writes the row of a change set; its items are written by <see cref="Apply"/>.</summary>
internal static class ChangeSetRows
{
    private static readonly string[] Columns =
        [.. typeof(ChangeSet).GetProperties().Select(p => StamgastContext.SnakeCase(p.Name))];

    /// <summary>Gives the set the next number and stores it.</summary>
    public static void Insert(WriteTransaction transaction, ChangeSet set)
    {
        if (set.Id == 0) set.Id = transaction.Take(Counter.ChangeSets, 1) + 1;
        transaction.Execute($"insert into change_set({string.Join(", ", Columns)}) values({string.Join(", ", Columns.Select(c => "@" + c))})", Values(set, transaction.Engine));
    }

    public static void Update(WriteTransaction transaction, ChangeSet set) =>
        transaction.Execute($"update change_set set {string.Join(", ", Columns.Where(c => c != "id").Select(c => $"{c} = @{c}"))} where id = @id", Values(set, transaction.Engine));

    /// <summary>Alters only what is kept of the reading.</summary>
    public static void KeepReading(WriteTransaction transaction, long id, string? reading) =>
        transaction.Execute("update change_set set reading = @reading where id = @id", ("reading", reading), ("id", id));

    /// <summary>Takes away a set that did not come to be; one that is history stays.</summary>
    public static void Drop(WriteTransaction transaction, long id) =>
        transaction.Execute("delete from change_set where id = @id and state <> @applied", ("id", id), ("applied", (int)ChangeState.Applied));

    /// <summary>The set with this number as it is within the transaction.</summary>
    /// <exception cref="RefusedException">change_set.unknown</exception>
    public static ChangeSet Find(WriteTransaction transaction, long id) =>
        transaction.Context.ChangeSets.SingleOrDefaultFresh(id) ?? throw new RefusedException("change_set.unknown", id);

    private static ChangeSet? SingleOrDefaultFresh(this IQueryable<ChangeSet> sets, long id) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsNoTracking(sets).SingleOrDefault(s => s.Id == id);

    private static (string, object?)[] Values(ChangeSet set, Engine engine) =>
        [.. typeof(ChangeSet).GetProperties().Select(p => (StamgastContext.SnakeCase(p.Name), Stored(p.GetValue(set), engine)))];

    private static object? Stored(object? value, Engine engine) => value switch
    {
        DateTime time => Apply.Milliseconds(time),
        Enum choice => Convert.ToInt32(choice, CultureInfo.InvariantCulture),
        bool truth when engine == Engine.Sqlite => truth ? 1 : 0,
        _ => value,
    };
}
