using System.Text.Json;

namespace Stamgast.Jobs;

/// <summary>Something that takes longer than a person wants to wait for, as the table <c>job</c> keeps it. All times are UTC.</summary>
public sealed record Job
{
    public long Id { get; init; }

    /// <summary>What it works on, such as <c>import-12</c>. Of the jobs with one key at most one has not ended.</summary>
    public required string Key { get; init; }

    /// <summary>The <see cref="JobKind.Name"/> of what is done.</summary>
    public required string Kind { get; init; }

    /// <summary>What its kind needs to know, as JSON; null when it is done, since nobody needs it any more.</summary>
    public string? Payload { get; init; }

    public JobState State { get; init; }

    /// <summary>How many rows are done; 0 when that is not known.</summary>
    public long Done { get; init; }

    /// <summary>How many rows there are; null when that is not known.</summary>
    public long? Total { get; init; }

    /// <summary>How much of the whole is done, 0 to 1; null when that is not known.</summary>
    public double? Fraction { get; init; }

    /// <summary>Who asked for it; null when nobody did.</summary>
    public long? UserId { get; init; }

    /// <summary>The address of the page where it was asked for; null when that is nowhere in particular.</summary>
    public string? Back { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When it was last begun.</summary>
    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>A waiting job is not begun before this moment.</summary>
    public DateTime NextAt { get; init; }

    /// <summary>The program that works on it, by a number of its own that is drawn at each start.</summary>
    public string? Owner { get; init; }

    /// <summary>When that program last said that it lives; PostgreSQL only, by the clock of the server.</summary>
    public DateTime? BeatAt { get; init; }

    /// <summary>True once somebody asked to stop it.</summary>
    public bool CancelAsked { get; init; }

    /// <summary>Why it failed, or why it must be tried again: the code and the arguments of a refusal, as JSON.</summary>
    public string? Error { get; init; }

    /// <summary>What its kind gave at the end; its kind alone reads it.</summary>
    public string? Result { get; init; }

    /// <summary>The change set that it made, stored in the same transaction as that set; null when it made none.</summary>
    public long? SetId { get; init; }

    /// <summary>True once the person who waited for it was told how it ended.</summary>
    public bool Told { get; init; }

    /// <summary>True when nobody works on it any more.</summary>
    public bool HasEnded => State > JobState.Running;

    /// <summary>Why it failed, in words that can be shown; null when it did not.</summary>
    public Refusal? Refusal => Error is null ? null : JobError.Read(Error);

    /// <summary>What its kind needs to know.</summary>
    /// <exception cref="JsonException">It was written by another version.</exception>
    public T PayloadOf<T>() => JsonSerializer.Deserialize<T>(Payload ?? "null", JsonSerializerOptions.Web) ?? throw new JsonException("No payload.");
}
