using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>Tasks, in the order of their due date: those of a user, those of all, those of a customer; and those that are done.</summary>
[DbContext(typeof(PostgresStamgastContext))]
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
                id = table.Column<long>(type: "bigint", nullable: false),
                version = table.Column<int>(type: "integer", nullable: false),
                trashed = table.Column<bool>(type: "boolean", nullable: false),
                sort_full = table.Column<string>(type: "text", nullable: false, collation: "C"),
                created_at = table.Column<long>(type: "bigint", nullable: false),
                changed_at = table.Column<long>(type: "bigint", nullable: false),
                title = table.Column<string>(type: "text", nullable: true),
                text = table.Column<string>(type: "text", nullable: true),
                customer = table.Column<long>(type: "bigint", nullable: true),
                due_date = table.Column<DateOnly>(type: "date", nullable: true),
                due_time = table.Column<string>(type: "text", nullable: true),
                assignee = table.Column<long>(type: "bigint", nullable: true),
                priority = table.Column<string>(type: "text", nullable: false),
                done = table.Column<bool>(type: "boolean", nullable: false),
                done_at = table.Column<string>(type: "text", nullable: true, collation: "C"),
            },
            constraints: table => table.PrimaryKey("PK_task", x => x.id));
        const string open = "not trashed and not done";
        migrationBuilder.CreateIndex(name: "IX_task_assignee_sort_full_id", table: "task", columns: ["assignee", "sort_full", "id"], filter: open);
        migrationBuilder.CreateIndex(name: "IX_task_customer_sort_full_id", table: "task", columns: ["customer", "sort_full", "id"], filter: "customer is not null");
        migrationBuilder.CreateIndex(name: "IX_task_done_at_id", table: "task", columns: ["done_at", "id"], filter: "not trashed and done");
        migrationBuilder.CreateIndex(name: "IX_task_sort_full_id", table: "task", columns: ["sort_full", "id"], filter: open);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "task");
}
