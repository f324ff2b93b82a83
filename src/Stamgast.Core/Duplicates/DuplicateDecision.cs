namespace Stamgast.Duplicates;

/// <summary>A row of the table of decisions, which outlive the pairs: what somebody decided on two customers, and what was compared at the time.</summary>
public sealed class DuplicateDecision
{
    /// <summary>The lower ID of the two customers.</summary>
    public long A { get; set; }

    /// <summary>The higher ID.</summary>
    public long B { get; set; }

    /// <summary>What was decided.</summary>
    public PairVerdict Verdict { get; set; }

    /// <summary>The user who decided; null for the command line.</summary>
    public long? UserId { get; set; }

    /// <summary>When, in UTC.</summary>
    public DateTime DecidedAt { get; set; }

    /// <summary>When the question comes back; null when only a change brings it back.</summary>
    public DateTime? BackAt { get; set; }

    /// <summary>The versions of both customers that <see cref="Seen"/> is known to describe.</summary>
    public int VersionA { get; set; }

    /// <inheritdoc cref="VersionA" />
    public int VersionB { get; set; }

    /// <summary>The fingerprints of the compared values of both, see <see cref="ComparedFields"/>.</summary>
    public string Seen { get; set; } = "";

    /// <summary>The compared fields that changed since and reopened the question, joined by commas; null while the decision stands.</summary>
    public string? Reopened { get; set; }

    /// <summary>The merge that followed; null without one.</summary>
    public long? SetId { get; set; }

    /// <summary>For a pair in the basket: which is kept, and whose values are taken, as the address of the merge page writes it.</summary>
    public string? Choices { get; set; }
}
