using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Change sets name the kind of record that they change, and items the record from which their values came.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130220000_Records")]
public sealed class Records : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(name: "record_kind", table: "change_set", type: "INTEGER", nullable: false, defaultValue: 1);
        migrationBuilder.AddColumn<bool>(name: "has_origins", table: "change_set", type: "INTEGER", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<long>(name: "origin", table: "change_item", type: "INTEGER", nullable: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "record_kind", table: "change_set");
        migrationBuilder.DropColumn(name: "has_origins", table: "change_set");
        migrationBuilder.DropColumn(name: "origin", table: "change_item");
    }
}
