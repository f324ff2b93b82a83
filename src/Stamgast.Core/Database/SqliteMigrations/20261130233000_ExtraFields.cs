using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The fields that an organisation defines itself, and the column of their values.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130233000_ExtraFields")]
public sealed class ExtraFieldsMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "extra", table: "customer", type: "TEXT", nullable: true);
        migrationBuilder.CreateTable(
            name: "extra_field",
            columns: table => new
            {
                id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                key = table.Column<string>(type: "TEXT", nullable: false),
                kind = table.Column<int>(type: "INTEGER", nullable: false),
                scope = table.Column<int>(type: "INTEGER", nullable: false),
                shown = table.Column<int>(type: "INTEGER", nullable: false),
                position = table.Column<int>(type: "INTEGER", nullable: false),
                required_in = table.Column<string>(type: "TEXT", nullable: true),
                captions = table.Column<string>(type: "TEXT", nullable: false),
                choices = table.Column<string>(type: "TEXT", nullable: true),
                retired_at = table.Column<long>(type: "INTEGER", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_extra_field", x => x.id));
        migrationBuilder.CreateIndex(name: "IX_extra_field_key", table: "extra_field", column: "key", unique: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "extra_field");
        migrationBuilder.DropColumn(name: "extra", table: "customer");
    }
}
