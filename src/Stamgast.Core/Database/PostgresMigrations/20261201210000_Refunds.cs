using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>How much was paid back of an order: one that was paid and refunded wholly differs from one that was never paid.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201210000_Refunds")]
public sealed class RefundsMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table sale_order add column refunded bigint not null default 0;
        update sale_order set refunded = (select sum(p.amount) from payment p
                where p.order_id = sale_order.id and p.direction = 'refund' and not p.trashed)
            where id in (select p.order_id from payment p where p.direction = 'refund' and not p.trashed);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table sale_order drop column refunded;");
}
