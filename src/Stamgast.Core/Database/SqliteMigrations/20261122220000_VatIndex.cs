using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>An index by which an import finds customers by VAT number: small, since only those who have one stand in it.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122220000_VatIndex")]
public sealed class VatIndex : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index ix_customer_vat on customer(vat_number) where vat_number is not null and trashed = 0 and merged_into is null;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index ix_customer_vat;");
}
