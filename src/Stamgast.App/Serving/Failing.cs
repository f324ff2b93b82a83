using Microsoft.AspNetCore.Antiforgery;
using Stamgast.App.Start;
using Stamgast.Database;

namespace Stamgast.App.Serving;

/// <summary>
/// Turns a failed request into a status and a message. It also remembers for a while that the base was found damaged, for <see cref="Health"/>.
/// </summary>
internal sealed class Failing(Base customers, TimeProvider clock, ILogger<Failing> log)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock telling = new();
    private (long At, string Code)? told;
    private (long At, Refusal Refusal)? damage;
    private long? looked;

    /// <summary>A problem with the base itself that a recent request met; null without one.</summary>
    public Refusal? Damage
    {
        get
        {
            lock (telling) return damage is { } met && clock.GetElapsedTime(met.At) < Remembered ? met.Refusal : null;
        }
    }

    /// <summary>The words for a failure; null for a mistake of the program, or one of the visitor's that says itself by its status.</summary>
    public Refusal? Of(Exception failure)
    {
        if (Trouble.Of(failure, customers.Location) is not { } trouble) return (failure as RefusedException)?.Refusal;
        if (trouble.Code != Trouble.Busy) Tell(trouble, failure);
        return trouble;
    }

    /// <summary>After an unexplained failure: checks whether the base is damaged, outside the request and only occasionally.</summary>
    public void LookForDamage()
    {
        lock (telling)
        {
            if (looked is { } before && clock.GetElapsedTime(before) < Remembered) return;
            looked = clock.GetTimestamp();
        }
        _ = Task.Run(() =>
        {
            try
            {
                if (Soundness.DamageOf(customers) is { } found) Tell(found, new InvalidDataException());
            }
            catch (ObjectDisposedException)
            {
                // The program stops.
            }
        });
    }

    public static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Busy or RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.NoRoom => StatusCodes.Status507InsufficientStorage,
        RefusalKind.Broken => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The status of a form that is shown again with why it was refused: 422, unless the reason lies outside it.</summary>
    public static int StatusInForm(Refusal refusal) => Trouble.Is(refusal) ? StatusOf(refusal) : StatusCodes.Status422UnprocessableEntity;

    public static int StatusOf(Exception failure, Refusal? refusal) => refusal is not null ? StatusOf(refusal) : failure switch
    {
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException or Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.CharacterNotInRepertoire } => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Every request meets it: an occasional log line is enough.
    private void Tell(Refusal trouble, Exception failure)
    {
        lock (telling)
        {
            if (trouble.Code is Trouble.Damaged or Trouble.DiskFails or Trouble.Gone) damage = (clock.GetTimestamp(), trouble);
            if (told is { } before && before.Code == trouble.Code && clock.GetElapsedTime(before.At) < BetweenLines) return;
            told = (clock.GetTimestamp(), trouble.Code);
        }
        var english = Language.Cultures.English;
        log.LogError("{What} {Where} ({Kind})", trouble.What(english), trouble.Where(english), (failure.InnerException ?? failure).GetType().Name);
    }
}
