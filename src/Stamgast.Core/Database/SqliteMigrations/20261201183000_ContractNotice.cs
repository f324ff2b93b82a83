using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Which contracts of a customer are near their last day for notice is read from an index alone.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201183000_ContractNotice")]
public sealed class ContractNoticeMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_contract_customer_state;
        create index ix_contract_customer_state on contract(customer, state, notice_date) where trashed = 0;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_contract_customer_state;
        create index ix_contract_customer_state on contract(customer, state) where trashed = 0;
        """);
}
