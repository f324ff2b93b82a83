using System.Buffers;

namespace Stamgast.Formats;

/// <summary>A web address with its scheme: "https://claes-zonen.example/contact". Scheme and host are in lower case, the rest as given.</summary>
public static class Website
{
    private static readonly SearchValues<char> NeverInAddress = SearchValues.Create(" \"<>\\^`{|}");

    /// <summary>
    /// Adds https:// if there is no scheme. Problem: website.shape (spaces, no host with a dot, a scheme other than http and https).
    /// </summary>
    public static Reading Read(CellText cell, int maxLength)
    {
        var text = cell.Characters.Trim();
        if (text.IsEmpty) return Reading.Nothing;
        var scheme = "https://";
        var colon = text.IndexOf("://");
        if (colon >= 0)
        {
            if (!text[..colon].Equals("http", StringComparison.OrdinalIgnoreCase) && !text[..colon].Equals("https", StringComparison.OrdinalIgnoreCase))
                return Reading.Refused("website.shape");
            scheme = colon == 4 ? "http://" : "https://";
            text = text[(colon + 3)..];
        }
        var hostEnd = text.IndexOfAny("/?#");
        var host = hostEnd < 0 ? text : text[..hostEnd];
        if (text.ContainsAny(NeverInAddress) || !IsHost(host)) return Reading.Refused("website.shape");
        if (scheme.Length + text.Length > maxLength)
            return Reading.Refused("text.length", maxLength.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Reading.Of(cell.ToText(string.Concat(scheme, host.ToString().ToLowerInvariant(), hostEnd < 0 ? "" : text[hostEnd..])));
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var port = host.LastIndexOf(':');
        if (port >= 0)
        {
            if (!CheckDigits.AreDigits(host[(port + 1)..])) return false;
            host = host[..port];
        }
        return EmailAddress.IsDomain(host) && host.LastIndexOf('.') is var dot and > 0 && host.Length - dot > 2;
    }
}
