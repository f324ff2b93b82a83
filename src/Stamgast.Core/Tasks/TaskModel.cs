using Microsoft.EntityFrameworkCore;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>The mapping of tasks to the database.</summary>
internal static class TaskModel
{
    /// <param name="binary">Name of the collation that compares by code unit.</param>
    public static void Configure(ModelBuilder model, Engine engine, string binary)
    {
        var (open, done) = ($"{engine.No("trashed")} and {engine.No("done")}", $"{engine.No("trashed")} and {engine.Yes("done")}");
        model.Entity<TaskItem>(task =>
        {
            task.HasKey(t => t.Id);
            task.Property(t => t.Id).ValueGeneratedNever();
            task.Property(t => t.SortFull).UseCollation(binary);
            task.Property(t => t.DoneAt).UseCollation(binary);
            task.HasIndex(t => new { t.Assignee, t.SortFull, t.Id }).HasFilter(open);
            task.HasIndex(t => new { t.SortFull, t.Id }).HasFilter(open);
            task.HasIndex(t => new { t.Customer, t.SortFull, t.Id }).HasFilter("customer is not null");
            task.HasIndex(t => new { t.DoneAt, t.Id }).HasFilter(done);
            task.HasIndex(t => new { t.AboutKind, t.AboutId, t.SortFull }).HasFilter("about_id is not null");
        });
    }
}
