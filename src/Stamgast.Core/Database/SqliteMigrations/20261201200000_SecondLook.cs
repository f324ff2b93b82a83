using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Second answers of people about pairs that they judged.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201200000_SecondLook")]
public sealed class SecondLookMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table duplicate_second_look (user_id integer not null, a integer not null, b integer not null, first integer not null, second integer not null,
            at integer not null, primary key (user_id, a, b));
        create index ix_duplicate_second_look_a on duplicate_second_look (a);
        create index ix_duplicate_second_look_b on duplicate_second_look (b);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table duplicate_second_look;");
}
