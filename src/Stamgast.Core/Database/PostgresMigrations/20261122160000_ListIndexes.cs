using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>Indexes for the columns by which the list is sorted, for counting what its chips choose, and for the trash; as statements, since two are of expressions.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261122160000_ListIndexes")]
public sealed class ListIndexes : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index ix_customer_language on customer(language collate "C", sort_full, id, active, type, label) where not trashed and merged_into is null;
        create index ix_customer_city on customer(lower(city collate "C"), sort_full, id) where not trashed and merged_into is null;
        create index ix_customer_email on customer(lower(email collate "C"), sort_full, id) where not trashed and merged_into is null;
        create index ix_customer_trash on customer(sort_full, id) where trashed;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop index ix_customer_language; drop index ix_customer_city; drop index ix_customer_email; drop index ix_customer_trash;");
}
