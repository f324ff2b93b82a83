using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>What is done in the background.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130223000_Jobs")]
public sealed class Jobs : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "job",
            columns: table => new
            {
                id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                key = table.Column<string>(type: "TEXT", nullable: false),
                kind = table.Column<string>(type: "TEXT", nullable: false),
                payload = table.Column<string>(type: "TEXT", nullable: true),
                state = table.Column<int>(type: "INTEGER", nullable: false),
                done = table.Column<long>(type: "INTEGER", nullable: false),
                total = table.Column<long>(type: "INTEGER", nullable: true),
                fraction = table.Column<double>(type: "REAL", nullable: true),
                user_id = table.Column<long>(type: "INTEGER", nullable: true),
                back = table.Column<string>(type: "TEXT", nullable: true),
                created_at = table.Column<long>(type: "INTEGER", nullable: false),
                started_at = table.Column<long>(type: "INTEGER", nullable: true),
                ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                attempts = table.Column<int>(type: "INTEGER", nullable: false),
                next_at = table.Column<long>(type: "INTEGER", nullable: false),
                owner = table.Column<string>(type: "TEXT", nullable: true),
                beat_at = table.Column<long>(type: "INTEGER", nullable: true),
                cancel_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                error = table.Column<string>(type: "TEXT", nullable: true),
                result = table.Column<string>(type: "TEXT", nullable: true),
                set_id = table.Column<long>(type: "INTEGER", nullable: true),
                told = table.Column<bool>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_job", x => x.id));
        migrationBuilder.CreateIndex(name: "ix_job_ended", table: "job", column: "ended_at");
        migrationBuilder.CreateIndex(name: "ix_job_key", table: "job", columns: ["key", "id"]);
        migrationBuilder.CreateIndex(name: "ix_job_open", table: "job", column: "key", unique: true, filter: "state < 2");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "job");
}
