using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>An index of customers who were merged into others, by which all of one family are found.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201004000_MergedInto")]
public sealed class MergedInto : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index ix_customer_merged_into on customer(merged_into) where merged_into is not null;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index ix_customer_merged_into;");
}
