using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Stamgast.Changes.Applying;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Writes and reads the row of a change set; its items are written by <see cref="Applying.RecordWriter"/>.</summary>
internal static class ChangeSetRows
{
    private static readonly PropertyInfo[] Properties = typeof(ChangeSet).GetProperties();
    private static readonly string[] Columns = [.. Properties.Select(p => StamgastContext.SnakeCase(p.Name))];

    /// <summary>Gives the set the next number and stores it.</summary>
    public static void Insert(WriteTransaction transaction, ChangeSet set)
    {
        if (set.Id == 0) set.Id = transaction.Take(Counter.ChangeSets, 1) + 1;
        transaction.Execute($"insert into change_set({string.Join(", ", Columns)}) values({string.Join(", ", Columns.Select(c => "@" + c))})",
            Values(set, transaction.Engine));
    }

    public static void Update(WriteTransaction transaction, ChangeSet set) =>
        transaction.Execute($"update change_set set {string.Join(", ", Columns.Where(c => c != "id").Select(c => $"{c} = @{c}"))} where id = @id",
            Values(set, transaction.Engine));

    /// <summary>Changes only the stored reading.</summary>
    public static void KeepReading(WriteTransaction transaction, long id, string? reading) =>
        transaction.Execute("update change_set set reading = @reading where id = @id", ("reading", reading), ("id", id));

    /// <summary>Deletes a set that was not completed; history stays.</summary>
    public static void Drop(WriteTransaction transaction, long id) =>
        transaction.Execute("delete from change_set where id = @id and state <> @applied", ("id", id), ("applied", (int)ChangeState.Applied));

    /// <summary>The set with this number as it is within the transaction. Not through the model, whose start takes longer than a small import.</summary>
    /// <exception cref="RefusedException">change_set.unknown</exception>
    public static ChangeSet Find(WriteTransaction transaction, long id)
    {
        using var command = transaction.Command($"select {string.Join(", ", Columns)} from change_set where id = @id", ("id", id));
        using var reader = command.ExecuteReader();
        if (!reader.Read()) throw new RefusedException("change_set.unknown", id);
        var set = new ChangeSet();
        for (var i = 0; i < Properties.Length; i++)
            if (!reader.IsDBNull(i))
                Properties[i].SetValue(set, Given(reader, i, Nullable.GetUnderlyingType(Properties[i].PropertyType) ?? Properties[i].PropertyType));
        return set;
    }

    private static object Given(DbDataReader reader, int column, Type type)
    {
        if (type == typeof(string)) return reader.GetString(column);
        if (type == typeof(double)) return reader.GetDouble(column);
        if (type == typeof(bool)) return reader.GetBoolean(column);
        var number = reader.GetFieldValue<long>(column);
        if (type == typeof(DateTime)) return DateTime.UnixEpoch.AddMilliseconds(number);
        return type.IsEnum ? Enum.ToObject(type, number) : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }

    private static (string, object?)[] Values(ChangeSet set, Engine engine) =>
        [.. Properties.Select(p => (StamgastContext.SnakeCase(p.Name), Stored(p.GetValue(set), engine)))];

    private static object? Stored(object? value, Engine engine) => value switch
    {
        DateTime time => RecordWriter.Milliseconds(time),
        Enum choice => Convert.ToInt32(choice, CultureInfo.InvariantCulture),
        _ => value,
    };
}
