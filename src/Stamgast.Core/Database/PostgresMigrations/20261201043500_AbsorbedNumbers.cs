using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>An index of the numbers of customers who were merged into others, which lead to those.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201043500_AbsorbedNumbers")]
public sealed class AbsorbedNumbers : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index ix_customer_absorbed_number on customer(number) where merged_into is not null;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index ix_customer_absorbed_number;");
}
