using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>What a customer owes and was billed is read from an index alone: tens of thousands of invoices would be looked up otherwise.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201151500_InvoiceSums")]
public sealed class InvoiceSumsMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_invoice_customer_state;
        create index ix_invoice_customer_state on invoice(customer, state, open_amount, due_date, currency, total) where trashed = 0;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_invoice_customer_state;
        create index ix_invoice_customer_state on invoice(customer, state, open_amount, due_date) where trashed = 0;
        """);
}
