using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>How far the pairs of duplicates take the changes of customers into account; one row.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201050000_DuplicateScan")]
public sealed class DuplicateScan : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table duplicate_scan (
            id bigint not null primary key, last_item bigint not null, followed bigint not null, customers bigint not null, pairs bigint not null,
            groups bigint not null, seconds double precision not null, scanned_at bigint not null);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table duplicate_scan;");
}
