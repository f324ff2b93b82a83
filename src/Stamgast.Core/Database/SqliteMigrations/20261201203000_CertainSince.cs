using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>
/// Pairs tell since when they are certain. Those that were so before may differ in a field that was not compared: they are to be judged until all
/// customers were searched again, which a running server begins by itself.
/// </summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201203000_CertainSince")]
public sealed class CertainSinceMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table duplicate_pair add column certain_since integer;
        update duplicate_pair set lane = 1, group_id = a, group_bits = bits where lane = 0;
        update duplicate_pair set is_certain = 0 where is_certain = 1;
        update duplicate_scan set last_item = last_item - 1, followed = followed + 1000000000000;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table duplicate_pair drop column certain_since;");
}
