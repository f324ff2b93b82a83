using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>What is done in the background.</summary>
[DbContext(typeof(PostgresStamgastContext))]
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
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                key = table.Column<string>(type: "text", nullable: false),
                kind = table.Column<string>(type: "text", nullable: false),
                payload = table.Column<string>(type: "text", nullable: true),
                state = table.Column<int>(type: "integer", nullable: false),
                done = table.Column<long>(type: "bigint", nullable: false),
                total = table.Column<long>(type: "bigint", nullable: true),
                fraction = table.Column<double>(type: "double precision", nullable: true),
                user_id = table.Column<long>(type: "bigint", nullable: true),
                back = table.Column<string>(type: "text", nullable: true),
                created_at = table.Column<long>(type: "bigint", nullable: false),
                started_at = table.Column<long>(type: "bigint", nullable: true),
                ended_at = table.Column<long>(type: "bigint", nullable: true),
                attempts = table.Column<int>(type: "integer", nullable: false),
                next_at = table.Column<long>(type: "bigint", nullable: false),
                owner = table.Column<string>(type: "text", nullable: true),
                beat_at = table.Column<long>(type: "bigint", nullable: true),
                cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                error = table.Column<string>(type: "text", nullable: true),
                result = table.Column<string>(type: "text", nullable: true),
                set_id = table.Column<long>(type: "bigint", nullable: true),
                told = table.Column<bool>(type: "boolean", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_job", x => x.id));
        migrationBuilder.CreateIndex(name: "ix_job_ended", table: "job", column: "ended_at");
        migrationBuilder.CreateIndex(name: "ix_job_key", table: "job", columns: ["key", "id"]);
        migrationBuilder.CreateIndex(name: "ix_job_open", table: "job", column: "key", unique: true, filter: "state < 2");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "job");
}
