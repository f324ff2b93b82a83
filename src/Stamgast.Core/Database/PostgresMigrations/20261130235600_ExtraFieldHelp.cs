using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The text that helps to fill in an extra field.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261130235600_ExtraFieldHelp")]
public sealed class ExtraFieldHelp : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "help", table: "extra_field", type: "text", nullable: true);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "help", table: "extra_field");
}
