using System.Text.Json;

namespace Stamgast.Jobs;

/// <summary>Something that takes longer than a person wants to wait for, as the table <c>job</c> keeps it. All times are UTC.</summary>
public sealed record Job
{
    public long Id { get; init; }

    /// <summary>The subject of the work, such as <c>import-12</c>. At most one unfinished job has a given key.</summary>
    public required string Key { get; init; }

    /// <summary>The <see cref="JobKind.Name"/> of its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The parameters of its kind, as JSON; null once it is done, since they are no longer needed.</summary>
    public string? Payload { get; init; }

    public JobState State { get; init; }

    /// <summary>The number of finished rows; 0 when unknown.</summary>
    public long Done { get; init; }

    /// <summary>The total number of rows; null when unknown.</summary>
    public long? Total { get; init; }

    /// <summary>The finished share, 0 to 1; null when unknown.</summary>
    public double? Fraction { get; init; }

    /// <summary>The user who requested it; null without one.</summary>
    public long? UserId { get; init; }

    /// <summary>The address of the page where it was requested; null without one.</summary>
    public string? Back { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When it was last started.</summary>
    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>A waiting job is not started before this time.</summary>
    public DateTime NextAt { get; init; }

    /// <summary>The program that runs it, by a random number drawn at each start.</summary>
    public string? Owner { get; init; }

    /// <summary>When that program last reported that it is alive; PostgreSQL only, by the clock of the server.</summary>
    public DateTime? BeatAt { get; init; }

    /// <summary>True once somebody has requested to stop it.</summary>
    public bool CancelAsked { get; init; }

    /// <summary>Why it failed, or why it must be tried again: the code and the arguments of a refusal, as JSON.</summary>
    public string? Error { get; init; }

    /// <summary>The result of its kind, which only that kind reads.</summary>
    public string? Result { get; init; }

    /// <summary>The change set that it made, stored in the same transaction as that set; null when it made none.</summary>
    public long? SetId { get; init; }

    /// <summary>True once the waiting user has been told how it ended.</summary>
    public bool Told { get; init; }

    /// <summary>True when nobody is working on it any more.</summary>
    public bool HasEnded => State > JobState.Running;

    /// <summary>Why it failed, in words that can be shown; null when it did not.</summary>
    public Refusal? Refusal => Error is null ? null : JobError.Read(Error);

    /// <summary>The parameters of its kind.</summary>
    /// <exception cref="JsonException">It was written by another version.</exception>
    public T PayloadOf<T>() => JsonSerializer.Deserialize<T>(Payload ?? "null", JsonSerializerOptions.Web) ?? throw new JsonException("No payload.");
}
