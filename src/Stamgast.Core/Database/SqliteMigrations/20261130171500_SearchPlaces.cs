using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Opening;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Streets, house numbers and IBANs are searched too: the words of a base that has customers are made anew by <see cref="Upgrade"/>.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130171500_SearchPlaces")]
public sealed class SearchPlaces : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        insert into customer_search(customer_search) values('delete-all');
        """);
}
