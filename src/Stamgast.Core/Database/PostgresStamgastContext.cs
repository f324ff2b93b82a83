using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Stamgast.Database;

/// <summary>The model on PostgreSQL; its migrations are in Database/Migrations.Postgres.</summary>
public sealed class PostgresStamgastContext(DbContextOptions<PostgresStamgastContext> options) : StamgastContext(options)
{
    internal override Engine Engine => Engine.Postgres;
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresStamgastContext>
{
    public PostgresStamgastContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresStamgastContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
