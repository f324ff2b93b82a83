using System.Text.Json;

namespace Stamgast.Jobs;

/// <summary>What is asked to be done in the background.</summary>
/// <param name="Kind">The <see cref="JobKind.Name"/>.</param>
/// <param name="Key">What it works on; while a job with this key has not ended no other is begun.</param>
/// <param name="UserId">Who asks.</param>
/// <param name="Back">The address of the page where it is asked for.</param>
public sealed record JobRequest(string Kind, string Key, long? UserId, string? Back = null)
{
    /// <summary>What the kind needs to know, as JSON.</summary>
    public string? Payload { get; private init; }

    /// <summary>True when a job with this key that is done must not be done again: a form that was sent twice.</summary>
    public bool Once { get; init; }

    /// <summary>The same with what its kind needs to know.</summary>
    public JobRequest With<T>(T payload) => this with { Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web) };

    /// <summary>A job that ended, asked for anew by somebody.</summary>
    internal static JobRequest Again(Job job, long? userId) => new(job.Kind, job.Key, userId, job.Back) { Payload = job.Payload };
}
