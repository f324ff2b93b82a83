using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Which of its stages holds the rows of a change set: a file that is read again makes one beside the old.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122210000_Stages")]
public sealed class Stages : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(name: "staged", table: "change_set", type: "INTEGER", nullable: false, defaultValue: 0);
        // The proposals that wait.
        migrationBuilder.Sql("update change_set set staged = 1 where state = 2;");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "staged", table: "change_set");
}
