using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The bytes of documents that are not in the data folder; and what leads to a document.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201123000_Documents")]
public sealed class Documents : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table stored_document (
            key text collate "C" not null primary key, bytes bytea not null, encrypted boolean not null, stored_at bigint not null);
        create index ix_attachment_store on attachment(store_key) where store_key is not null;
        create index ix_agreement_link on agreement(link_key) where link_key is not null;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop index ix_agreement_link; drop index ix_attachment_store; drop table stored_document;");
}
