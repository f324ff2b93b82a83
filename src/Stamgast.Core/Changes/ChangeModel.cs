using Microsoft.EntityFrameworkCore;

namespace Stamgast.Changes;

/// <summary>The mapping of change sets to the database.</summary>
internal static class ChangeModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ChangeSet>(set =>
        {
            set.HasKey(s => s.Id);
            set.Property(s => s.Id).ValueGeneratedNever();
            set.HasIndex(s => s.AppliedAt);
            set.HasIndex(s => s.FileHash);
            set.HasIndex(s => s.UndoOf);
        });
        model.Entity<ChangeItem>(item =>
        {
            item.HasKey(i => i.Seq);
            item.Property(i => i.Seq).ValueGeneratedNever();
            item.HasIndex(i => new { i.RecordKind, i.RecordId, i.Seq });
        });
    }
}
