using System.Collections.Concurrent;
using Stamgast.Users;

namespace Stamgast.App.Serving.Forms;

/// <summary>A form that came after its session had ended.</summary>
public sealed record KeptForm(long UserId, string Path, IFormCollection Fields, int Length, DateTimeOffset At);

/// <summary>
/// Keeps such forms for an hour, until their user has signed in again. Only that user finds them; passwords are never stored. Limited in size and
/// number: the oldest go first.
/// </summary>
public sealed class KeptForms(TimeProvider clock)
{
    /// <summary>In characters, with the names of the fields.</summary>
    public const int LongestForm = 128 << 10;

    private const int MostOfUser = 5;
    private const int LongestAll = 4 << 20;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly string[] Secrets = ["password", "again", "current"];

    private readonly ConcurrentDictionary<string, KeptForm> forms = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The key under which a form is kept; null when it is not: too long, with a password, or with nothing in it.</summary>
    public string? Keep(long userId, string path, IFormCollection sent)
    {
        if (sent.Files.Count > 0 || Secrets.Any(sent.ContainsKey)) return null;
        var fields = sent.Where(f => f.Key is not (FormGuard.TokenField or FormOwner.Field)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var length = fields.Sum(f => f.Key.Length + f.Value.Sum(v => v?.Length ?? 0));
        if (length > LongestForm) return null;
        var key = Secret.New();
        lock (gate)
        {
            Forget(userId, length);
            forms[key] = new KeptForm(userId, path, new FormCollection(fields), length, clock.GetUtcNow());
        }
        return key;
    }

    /// <summary>A form of this user; null when the key is unknown or belongs to somebody else.</summary>
    public KeptForm? Find(string? key, long userId) =>
        key is not null && forms.TryGetValue(key, out var form) && form.UserId == userId && form.At + Kept > clock.GetUtcNow() ? form : null;

    private void Forget(long userId, int room)
    {
        var now = clock.GetUtcNow();
        foreach (var old in forms.Where(f => f.Value.At + Kept <= now)) forms.TryRemove(old.Key, out _);
        foreach (var old in forms.Where(f => f.Value.UserId == userId).OrderByDescending(f => f.Value.At).Skip(MostOfUser - 1)) forms.TryRemove(old.Key, out _);
        foreach (var old in forms.OrderBy(f => f.Value.At))
        {
            if (forms.Sum(f => (long)f.Value.Length) + room <= LongestAll) return;
            forms.TryRemove(old.Key, out _);
        }
    }
}
