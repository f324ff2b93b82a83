using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>The order by city with accents left out, as people look for names: Écaussinnes under E. The expression is that of CustomerSort.WithoutAccents.</summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261122214000_CityOrder")]
public sealed class CityOrder : Migration
{
    private const string Accented = "éèêëöüàâçôïîûäåøÉÈÖÜÄÅØÇÎ";
    private const string Plain = "eeeeouaacoiiuaaoeeouaaoci";

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"""
            drop index ix_customer_city;
            create index ix_customer_city on customer(translate(lower(city collate "C"), '{Accented}', '{Plain}'), sort_full, id) where not trashed and merged_into is null;
            analyze customer;
            """);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_customer_city;
        create index ix_customer_city on customer(lower(city collate "C"), sort_full, id) where not trashed and merged_into is null;
        """);
}
