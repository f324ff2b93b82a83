using Microsoft.EntityFrameworkCore;

namespace Stamgast.Duplicates;

/// <summary>The mapping of pairs and decisions to the database.</summary>
internal static class DuplicateModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<DuplicatePair>(pair =>
        {
            pair.HasKey(p => new { p.A, p.B });
            pair.HasIndex(p => p.B, "ix_duplicate_pair_b");
            pair.HasIndex(p => new { p.Lane, p.GroupBits, p.GroupId, p.Bits }, "ix_duplicate_pair_order");
            pair.HasIndex(p => new { p.Lane, p.GroupId }, "ix_duplicate_pair_group");
        });
        model.Entity<DuplicateDecision>(decision =>
        {
            decision.HasKey(d => new { d.A, d.B });
            decision.HasIndex(d => d.B, "ix_duplicate_decision_b");
            decision.HasIndex(d => new { d.DecidedAt, d.A, d.B }, "ix_duplicate_decision_at");
            decision.HasIndex(d => d.BackAt, "ix_duplicate_decision_back").HasFilter("back_at is not null");
        });
    }
}
