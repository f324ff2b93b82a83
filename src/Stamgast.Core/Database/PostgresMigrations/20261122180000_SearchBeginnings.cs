using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Opening;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The index is as it was; the words in it are fewer, and made anew by <see cref="Upgrade"/> in a base that has customers.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261122180000_SearchBeginnings")]
public sealed class SearchBeginnings : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        truncate customer_search;
        """);
}
