using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Tasks about any record; and the addresses of contacts, by which a mail finds its customer.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201130000_TasksAboutRecords")]
public sealed class TasksAboutRecords : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table task add column about_kind text;
        alter table task add column about_id integer;
        create index "IX_task_about_kind_about_id_sort_full" on task(about_kind, about_id, sort_full) where about_id is not null;
        create index ix_contact_email on contact(email) where email is not null;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_contact_email;
        drop index "IX_task_about_kind_about_id_sort_full";
        alter table task drop column about_id;
        alter table task drop column about_kind;
        """);
}
