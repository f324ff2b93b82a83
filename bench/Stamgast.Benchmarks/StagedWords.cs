using Microsoft.Data.Sqlite;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Benchmarks;

/// <summary>
/// Writes the search words of a waiting import on SQLite as CSV, number and words: the input another program needs for the same full-text index.
/// </summary>
internal static class StagedWords
{
    /// <param name="args">The file of the proposal.</param>
    public static int Run(string[] args, TextWriter output)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = args[0], Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
        file.Open();
        SqliteFunctions.AddTo(file);
        using var command = file.CreateCommand();
        command.CommandText =
            $"select new_no, {SqliteStageStore.WordsOf(Stamgast.Customers.CustomerShape.Instance, "s")} from stage_row s where new_no is not null "
            + $"order by seq";
        using var rows = command.ExecuteReader();
        while (rows.Read()) output.Write($"{rows.GetInt64(0)},{rows.GetString(1)}\n");
        return 0;
    }
}
