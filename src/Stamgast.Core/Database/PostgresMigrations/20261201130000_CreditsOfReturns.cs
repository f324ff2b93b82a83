using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>
/// A credit note says for which return it pays back. The figures of the orders of a customer come from one index, which also finds them by state.
/// </summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201130000_CreditsOfReturns")]
public sealed class CreditsOfReturns : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table invoice add column return_id bigint;
        create index ix_invoice_return_id on invoice(return_id, id) where return_id is not null;
        create index ix_sale_order_figures on sale_order(customer, state, currency, date, net) where not trashed;
        drop index ix_sale_order_customer_state;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index ix_sale_order_customer_state on sale_order(customer, state) where not trashed;
        drop index ix_sale_order_figures;
        drop index ix_invoice_return_id;
        alter table invoice drop column return_id;
        """);
}
