using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>How far the pairs of duplicates take the changes of customers into account; one row.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201050000_DuplicateScan")]
public sealed class DuplicateScan : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table duplicate_scan (
            id integer not null primary key, last_item integer not null, followed integer not null, customers integer not null, pairs integer not null,
            groups integer not null, seconds real not null, scanned_at integer not null);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table duplicate_scan;");
}
