using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>Tasks, in the order of their due date: those of a user, those of all, those of a customer; and those that are done.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261130235000_TaskTable")]
public sealed class TaskTable : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "task",
            columns: table => new
            {
                id = table.Column<long>(type: "INTEGER", nullable: false),
                version = table.Column<int>(type: "INTEGER", nullable: false),
                trashed = table.Column<bool>(type: "INTEGER", nullable: false),
                sort_full = table.Column<string>(type: "TEXT", nullable: false, collation: "BINARY"),
                created_at = table.Column<long>(type: "INTEGER", nullable: false),
                changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                title = table.Column<string>(type: "TEXT", nullable: true),
                text = table.Column<string>(type: "TEXT", nullable: true),
                customer = table.Column<long>(type: "INTEGER", nullable: true),
                due_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                due_time = table.Column<string>(type: "TEXT", nullable: true),
                assignee = table.Column<long>(type: "INTEGER", nullable: true),
                priority = table.Column<string>(type: "TEXT", nullable: false),
                done = table.Column<bool>(type: "INTEGER", nullable: false),
                done_at = table.Column<string>(type: "TEXT", nullable: true, collation: "BINARY"),
            },
            constraints: table => table.PrimaryKey("PK_task", x => x.id));
        const string open = "trashed = 0 and done = 0";
        migrationBuilder.CreateIndex(name: "IX_task_assignee_sort_full_id", table: "task", columns: ["assignee", "sort_full", "id"], filter: open);
        migrationBuilder.CreateIndex(name: "IX_task_customer_sort_full_id", table: "task", columns: ["customer", "sort_full", "id"], filter: "customer is not null");
        migrationBuilder.CreateIndex(name: "IX_task_done_at_id", table: "task", columns: ["done_at", "id"], filter: "trashed = 0 and done = 1");
        migrationBuilder.CreateIndex(name: "IX_task_sort_full_id", table: "task", columns: ["sort_full", "id"], filter: open);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "task");
}
