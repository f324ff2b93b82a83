using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Opening;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The search index with beginnings of four letters; the words of a base that has customers are made anew by <see cref="Upgrade"/>.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122180000_SearchBeginnings")]
public sealed class SearchBeginnings : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table customer_search;
        create virtual table customer_search using fts5(
            words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
            tokenize="ascii tokenchars '@._+-&/'");
        """);
}
