using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Indexes for the columns by which the list is sorted, for counting what its chips choose, and for the trash; as statements, since two are of expressions. Those of the names get what the chips choose by as well: a walk past customers that a chip leaves out then never reads their rows.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122160000_ListIndexes")]
public sealed class ListIndexes : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index "IX_customer_sort_full_id";
        drop index "IX_customer_sort_core_id";
        create index "IX_customer_sort_full_id" on customer(sort_full, id, active, type, language, label) where trashed = 0 and merged_into is null;
        create index "IX_customer_sort_core_id" on customer(sort_core, id, active, type, language, label) where trashed = 0 and merged_into is null;
        create index ix_customer_language on customer(language, sort_full, id, active, type, label) where trashed = 0 and merged_into is null;
        create index ix_customer_city on customer(lower(city), sort_full, id) where trashed = 0 and merged_into is null;
        create index ix_customer_email on customer(lower(email), sort_full, id) where trashed = 0 and merged_into is null;
        create index ix_customer_trash on customer(sort_full, id) where trashed = 1;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop index ix_customer_language; drop index ix_customer_city; drop index ix_customer_email; drop index ix_customer_trash;");
}
