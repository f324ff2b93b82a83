using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The sent mails that are not listed in the conversations yet.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201151000_OutboxUnlisted")]
public sealed class OutboxUnlistedMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table outbox_unlisted (mail integer not null primary key);");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table outbox_unlisted;");
}
