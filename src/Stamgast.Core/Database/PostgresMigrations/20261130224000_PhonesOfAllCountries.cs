using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Opening;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>
/// A number of Colombia, Gabon, Kiribati, Liechtenstein, Monaco, the Marshall Islands or Ascension is found with other digits in front of
/// it than before, those of the library of phone numbers: the words of a base that has one are made anew by <see cref="Upgrade"/>.
/// </summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261130224000_PhonesOfAllCountries")]
public sealed class PhonesOfAllCountries : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        delete from customer_search where exists (
            select 1 from (select coalesce(phone, '') || ' ' || coalesce(mobile, '') || ' ' || coalesce(other_phones, '') as numbers from customer) c
            where numbers like '%+57%' or numbers like '%+241%' or numbers like '%+247%'
                or numbers like '%+377%' or numbers like '%+423%' or numbers like '%+686%' or numbers like '%+692%');
        """);
}
