using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database;
using Stamgast.Database.Opening;
using Stamgast.Testing;

namespace Stamgast.Tests.Database;

public sealed class NewBaseTests
{
    [Fact]
    public void The_script_of_a_new_base_does_what_all_migrations_do()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var context = Base.ContextOn(connection, Engine.Sqlite);
        var script = context.GetService<IMigrator>().GenerateScript(Migration.InitialDatabase, null, MigrationsSqlGenerationOptions.NoTransactions);
        Repository.CheckDocument("src/Stamgast.Core/Database/NewBase.sql", script.ReplaceLineEndings("\n").Trim() + "\n");
    }

    [Fact]
    public void A_new_base_has_the_same_tables_and_rows_as_one_that_was_migrated()
    {
        using var migrated = new SqliteConnection("Data Source=:memory:");
        using var made = new SqliteConnection("Data Source=:memory:");
        migrated.Open();
        made.Open();
        using (var context = Base.ContextOn(migrated, Engine.Sqlite)) context.Database.Migrate();
        Assert.True(NewBase.TryMake(made));
        // The lock of the migrations is created by whoever migrates.
        const string Shape =
            "select type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') from sqlite_master where tbl_name <> '__EFMigrationsLock' order by 1";
        Assert.Equal(Read(migrated, Shape), Read(made, Shape));
        foreach (var table in Read(migrated,
            "select name from sqlite_master where type = 'table' and name not like '__EFMigrationsLock' and name not like 'customer_search%' and name not like "
            + "'sqlite_%'"))
            Assert.Equal(Read(migrated, $"select count(*) from \"{table}\""), Read(made, $"select count(*) from \"{table}\""));
        Assert.Equal(Read(migrated, "select \"MigrationId\" from \"__EFMigrationsHistory\""),
            Read(made, "select \"MigrationId\" from \"__EFMigrationsHistory\""));
        Assert.Equal(Read(migrated, "select name || value from counter order by 1"), Read(made, "select name || value from counter order by 1"));
    }

    [Fact]
    public void An_existing_database_is_not_created_again()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using (var table = connection.CreateCommand())
        {
            table.CommandText = "create table else_where(a)";
            table.ExecuteNonQuery();
        }
        Assert.False(NewBase.TryMake(connection));
        Assert.Equal(["else_where"], Read(connection, "select name from sqlite_master"));
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
