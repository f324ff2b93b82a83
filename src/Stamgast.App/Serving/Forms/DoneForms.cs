using System.Collections.Concurrent;

namespace Stamgast.App.Serving.Forms;

/// <summary>
/// Remembers for a while where each sent form led, so that a second click, or sending again after the back button, leads there
/// too and does nothing twice.
/// </summary>
public sealed class DoneForms(TimeProvider clock)
{
    private const int LongestToken = 64;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (long At, Lazy<string> Address)> forms = new(StringComparer.Ordinal);

    /// <summary>Does the work of a form the first time; a second one waits for it and gets the same address.</summary>
    /// <param name="token">Made with the form; an empty or foreign token is never remembered.</param>
    /// <param name="work">Gives the address to go to; when it throws, the form may be sent again.</param>
    public string Once(string token, Func<string> work)
    {
        if (token.Length is 0 or > LongestToken) return work();
        Forget();
        var entry = forms.GetOrAdd(token, _ => (clock.GetTimestamp(), new Lazy<string>(work)));
        try
        {
            return entry.Address.Value;
        }
        catch
        {
            forms.TryRemove(token, out _);
            throw;
        }
    }

    private void Forget()
    {
        foreach (var (token, entry) in forms)
            if (clock.GetElapsedTime(entry.At) > Remembered) forms.TryRemove(token, out _);
        if (forms.Count < MostRemembered) return;
        foreach (var (token, _) in forms.OrderBy(f => f.Value.At).Take(MostRemembered / 10)) forms.TryRemove(token, out _);
    }
}
