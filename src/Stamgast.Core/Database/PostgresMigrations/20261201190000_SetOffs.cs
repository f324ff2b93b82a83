using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>Parts of credit notes that were set off against invoices.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201190000_SetOffs")]
public sealed class SetOffsMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table set_off (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, customer bigint, credit_note bigint, invoice bigint, date date,
            amount bigint, currency text, notes text);
        create index ix_set_off_sort on set_off(sort_full, id) where not trashed;
        create index ix_set_off_customer on set_off(customer, sort_full, id) where not trashed;
        create index ix_set_off_credit_note on set_off(credit_note, id) where credit_note is not null;
        create index ix_set_off_invoice on set_off(invoice, id) where invoice is not null;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table set_off;");
}
