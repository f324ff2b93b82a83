using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The set at the root of a chain of undos says so: "base" is the customer base, and nothing else.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201010000_RootSet")]
public sealed class RootSet : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table change_set rename column base_set to root_set;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table change_set rename column root_set to base_set;");
}
