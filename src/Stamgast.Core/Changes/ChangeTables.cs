using Microsoft.EntityFrameworkCore;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>The tables of the history, read-only.</summary>
internal static class ChangeTables
{
    extension(StamgastContext context)
    {
        public DbSet<ChangeSet> ChangeSets => context.Set<ChangeSet>();

        public DbSet<ChangeItem> ChangeItems => context.Set<ChangeItem>();
    }
}
