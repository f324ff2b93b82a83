using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>Pairs of possible duplicates, and what was decided on them.</summary>
[DbContext(typeof(PostgresStamgastContext))]
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
                a = table.Column<long>(type: "bigint", nullable: false),
                b = table.Column<long>(type: "bigint", nullable: false),
                bits = table.Column<double>(type: "double precision", nullable: false),
                why = table.Column<string>(type: "text", nullable: false),
                is_certain = table.Column<bool>(type: "boolean", nullable: false),
                lane = table.Column<int>(type: "integer", nullable: false),
                group_id = table.Column<long>(type: "bigint", nullable: false),
                group_bits = table.Column<double>(type: "double precision", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_duplicate_pair", x => new { x.a, x.b }));
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_b", table: "duplicate_pair", column: "b");
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_group", table: "duplicate_pair", columns: ["lane", "group_id"]);
        migrationBuilder.CreateIndex(name: "ix_duplicate_pair_order", table: "duplicate_pair", columns: ["lane", "group_bits", "group_id", "bits"]);
        migrationBuilder.CreateTable(
            name: "duplicate_decision",
            columns: table => new
            {
                a = table.Column<long>(type: "bigint", nullable: false),
                b = table.Column<long>(type: "bigint", nullable: false),
                verdict = table.Column<int>(type: "integer", nullable: false),
                user_id = table.Column<long>(type: "bigint", nullable: true),
                decided_at = table.Column<long>(type: "bigint", nullable: false),
                back_at = table.Column<long>(type: "bigint", nullable: true),
                version_a = table.Column<int>(type: "integer", nullable: false),
                version_b = table.Column<int>(type: "integer", nullable: false),
                seen = table.Column<string>(type: "text", nullable: false),
                reopened = table.Column<string>(type: "text", nullable: true),
                set_id = table.Column<long>(type: "bigint", nullable: true),
                choices = table.Column<string>(type: "text", nullable: true),
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
