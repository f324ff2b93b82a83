using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Pairs of possible duplicates, and what was decided on them.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201044000_Duplicates")]
public sealed class Duplicates : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "duplicate_pair",
            columns: table => new
            {
                a = table.Column<long>(type: "INTEGER", nullable: false),
                b = table.Column<long>(type: "INTEGER", nullable: false),
                bits = table.Column<double>(type: "REAL", nullable: false),
                why = table.Column<string>(type: "TEXT", nullable: false),
                is_certain = table.Column<bool>(type: "INTEGER", nullable: false),
                lane = table.Column<int>(type: "INTEGER", nullable: false),
                group_id = table.Column<long>(type: "INTEGER", nullable: false),
                group_bits = table.Column<double>(type: "REAL", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_duplicate_pair", x => new { x.a, x.b }));
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_b", table: "duplicate_pair", column: "b");
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_group", table: "duplicate_pair", columns: ["lane", "group_id"]);
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_order", table: "duplicate_pair", columns: ["lane", "group_bits", "group_id", "bits"]);
        migrationBuilder.CreateTable(
            name: "duplicate_decision",
            columns: table => new
            {
                a = table.Column<long>(type: "INTEGER", nullable: false),
                b = table.Column<long>(type: "INTEGER", nullable: false),
                verdict = table.Column<int>(type: "INTEGER", nullable: false),
                user_id = table.Column<long>(type: "INTEGER", nullable: true),
                decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                back_at = table.Column<long>(type: "INTEGER", nullable: true),
                version_a = table.Column<int>(type: "INTEGER", nullable: false),
                version_b = table.Column<int>(type: "INTEGER", nullable: false),
                seen = table.Column<string>(type: "TEXT", nullable: false),
                reopened = table.Column<string>(type: "TEXT", nullable: true),
                set_id = table.Column<long>(type: "INTEGER", nullable: true),
                choices = table.Column<string>(type: "TEXT", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_duplicate_decision", x => new { x.a, x.b }));
        migrationBuilder.CreateIndex(name: "ix_duplicate_decision_at", table: "duplicate_decision", columns: ["decided_at", "a", "b"]);
        migrationBuilder.CreateIndex(name: "ix_duplicate_decision_b", table: "duplicate_decision", column: "b");
        migrationBuilder.CreateIndex(name: "ix_duplicate_decision_back", table: "duplicate_decision", column: "back_at", filter: "back_at is not null");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "duplicate_decision");
        migrationBuilder.DropTable(name: "duplicate_pair");
    }
}
