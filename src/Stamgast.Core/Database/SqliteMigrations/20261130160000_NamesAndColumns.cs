using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>A colour for groups and responsibles, and the columns of the list that each user chose.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130160000_NamesAndColumns")]
public sealed class NamesAndColumns : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "colour", table: "customer_label", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "colour", table: "customer_group", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "list_columns", table: "app_user", type: "TEXT", nullable: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "colour", table: "customer_label");
        migrationBuilder.DropColumn(name: "colour", table: "customer_group");
        migrationBuilder.DropColumn(name: "list_columns", table: "app_user");
    }
}
