using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Stamgast.Database;

/// <summary>The model on SQLite; its migrations are in Database/Migrations.Sqlite.</summary>
public sealed class SqliteStamgastContext(DbContextOptions<SqliteStamgastContext> options) : StamgastContext(options)
{
    internal override Engine Engine => Engine.Sqlite;
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteStamgastContext>
{
    public SqliteStamgastContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStamgastContext>().UseSqlite("Data Source=design.db").Options);
}
