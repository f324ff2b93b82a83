using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Opening;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>
/// Imports that were applied keep counts and no cells. What was read is taken out of older ones by <see cref="Upgrade"/>, before this says
/// that it was done; why a reading of their file had failed goes here.
/// </summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261130210000_KeptReadings")]
public sealed class KeptReadings : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("update change_set set failure = null where state = 3;");
}
