using System.Text.Json;

namespace Stamgast.Jobs;

/// <summary>A request for background work.</summary>
/// <param name="Kind">The <see cref="JobKind.Name"/>.</param>
/// <param name="Key">The subject of the work; while a job with this key is unfinished, no other is started.</param>
/// <param name="UserId">The requesting user.</param>
/// <param name="Back">The address of the page where it is requested.</param>
public sealed record JobRequest(string Kind, string Key, long? UserId, string? Back = null)
{
    /// <summary>The parameters of the kind, as JSON.</summary>
    public string? Payload { get; private init; }

    /// <summary>True when a job with this key that is done must not be done again: a form that was sent twice.</summary>
    public bool Once { get; init; }

    /// <summary>The same with the parameters of its kind.</summary>
    public JobRequest With<T>(T payload) => this with { Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web) };

    /// <summary>A finished job, requested again.</summary>
    internal static JobRequest Again(Job job, long? userId) => new(job.Kind, job.Key, userId, job.Back) { Payload = job.Payload };
}
