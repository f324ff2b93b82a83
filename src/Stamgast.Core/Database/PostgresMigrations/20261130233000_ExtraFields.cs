using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The fields that an organisation defines itself, and the column of their values.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261130233000_ExtraFields")]
public sealed class ExtraFieldsMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "extra", table: "customer", type: "text", nullable: true);
        migrationBuilder.CreateTable(
            name: "extra_field",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                key = table.Column<string>(type: "text", nullable: false),
                kind = table.Column<int>(type: "integer", nullable: false),
                scope = table.Column<int>(type: "integer", nullable: false),
                shown = table.Column<int>(type: "integer", nullable: false),
                position = table.Column<int>(type: "integer", nullable: false),
                required_in = table.Column<string>(type: "text", nullable: true),
                captions = table.Column<string>(type: "text", nullable: false),
                choices = table.Column<string>(type: "text", nullable: true),
                retired_at = table.Column<long>(type: "bigint", nullable: true),
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
