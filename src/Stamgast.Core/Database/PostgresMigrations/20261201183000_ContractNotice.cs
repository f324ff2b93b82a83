using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>Which contracts of a customer are near their last day for notice is read from an index alone.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201183000_ContractNotice")]
public sealed class ContractNoticeMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_contract_customer_state;
        create index ix_contract_customer_state on contract(customer, state, notice_date) where not trashed;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_contract_customer_state;
        create index ix_contract_customer_state on contract(customer, state) where not trashed;
        """);
}
