using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The order by city with accents left out, as people look for names: Écaussinnes under E. The expression is that of CustomerSort.WithoutAccents.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261122214000_CityOrder")]
public sealed class CityOrder : Migration
{
    private const string Accented = "éèêëöüàâçôïîûäåøÉÈÖÜÄÅØÇÎ";
    private const string Plain = "eeeeouaacoiiuaaoeeouaaoci";

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var replaced = Accented.Zip(Plain).Aggregate("lower(city)", (inner, pair) => $"replace({inner}, '{pair.First}', '{pair.Second}')");
        migrationBuilder.Sql($"""
            drop index ix_customer_city;
            create index ix_customer_city on customer(case when city glob '*[^ -~]*' then {replaced} else lower(city) end, sort_full, id) where trashed = 0 and merged_into is null;
            """);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_customer_city;
        create index ix_customer_city on customer(lower(city), sort_full, id) where trashed = 0 and merged_into is null;
        """);
}
