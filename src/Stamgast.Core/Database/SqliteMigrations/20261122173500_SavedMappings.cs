using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The column mappings that are kept for files to come.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122173500_SavedMappings")]
public sealed class SavedMappings : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "saved_mapping",
            columns: table => new
            {
                id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                name = table.Column<string>(type: "TEXT", nullable: false),
                name_folded = table.Column<string>(type: "TEXT", nullable: false),
                fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                mapping = table.Column<string>(type: "TEXT", nullable: false),
                saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                used_at = table.Column<long>(type: "INTEGER", nullable: true),
                uses = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_saved_mapping", x => x.id));
        migrationBuilder.CreateIndex(name: "IX_saved_mapping_fingerprint", table: "saved_mapping", column: "fingerprint", unique: true);
        migrationBuilder.CreateIndex(name: "IX_saved_mapping_name_folded", table: "saved_mapping", column: "name_folded", unique: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "saved_mapping");
}
