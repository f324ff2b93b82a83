using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>How much of an order came back; and the mails about a record.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201150000_ReturnedGoods")]
public sealed class ReturnedGoods : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table sale_order add column returned bigint not null default 0;
        update sale_order set returned = coalesce((select sum(round((l.value::json ->> 'quantity')::float8 * 10000))::bigint
                from sale_return r, jsonb_each_text(r.lines::jsonb) l
                where r.order_id = sale_order.id and not r.trashed and r.state in ('received', 'handled')), 0)
            where return_count > 0;
        create index ix_outbox_mail_about on outbox_mail(about_kind, about_id, id) where about_id is not null;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_outbox_mail_about;
        alter table sale_order drop column returned;
        """);
}
