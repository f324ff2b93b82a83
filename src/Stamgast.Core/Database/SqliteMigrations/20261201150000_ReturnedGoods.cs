using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>How much of an order came back; and the mails about a record.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201150000_ReturnedGoods")]
public sealed class ReturnedGoods : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table sale_order add column returned integer not null default 0;
        update sale_order set returned = coalesce((select cast(sum(round(cast(json_extract(l.value, '$.quantity') as real) * 10000)) as integer)
                from sale_return r, json_each(r.lines) l
                where r.order_id = sale_order.id and r.trashed = 0 and r.state in ('received', 'handled')), 0)
            where return_count > 0;
        create index ix_outbox_mail_about on outbox_mail(about_kind, about_id, id) where about_id is not null;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_outbox_mail_about;
        alter table sale_order drop column returned;
        """);
}
