using Microsoft.EntityFrameworkCore;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>The table of tasks, read-only.</summary>
internal static class TaskTables
{
    extension(StamgastContext context)
    {
        public DbSet<TaskItem> Tasks => context.Set<TaskItem>();
    }
}
