using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Stamgast.Service.Conversations.Mails;

/// <summary>The HTML of a mail without anything that runs, loads or disguises: no scripts, forms, styles, frames or pictures; links open apart.</summary>
public static class SafeHtml
{
    private static readonly string[] Tags =
    [
        "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
        "ins", "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    ];

    private static readonly string[] Attributes = ["href", "title", "colspan", "rowspan", "dir", "lang"];

    /// <summary>The clean HTML; null when nothing is left to read.</summary>
    public static string? Clean(string? html)
    {
        if (string.IsNullOrWhiteSpace(html)) return null;
        // One for each text: it is not said to be safe for several threads.
        var cleaner = new HtmlSanitizer();
        Only(cleaner.AllowedTags, Tags);
        Only(cleaner.AllowedAttributes, Attributes);
        Only(cleaner.AllowedSchemes, ["http", "https", "mailto", "tel"]);
        Only(cleaner.AllowedCssProperties, []);
        cleaner.AllowedAtRules.Clear();
        cleaner.UriAttributes.Add("href");
        // The text of an unknown tag is part of the mail; that of a script is not.
        cleaner.KeepChildNodes = true;
        cleaner.RemovingTag += (_, removed) =>
        {
            if (removed.Tag.LocalName is "script" or "style" or "title" or "template" or "noscript" or "svg" or "math" or "iframe" or "object" or "head")
                removed.Tag.InnerHtml = "";
        };
        cleaner.PostProcessNode += (_, seen) =>
        {
            if (seen.Node is not IElement { LocalName: "a" } link) return;
            link.SetAttribute("rel", "noopener noreferrer nofollow");
            link.SetAttribute("target", "_blank");
        };
        var clean = cleaner.Sanitize(html).Trim();
        return TextOf(clean) is { Length: > 0 } ? clean : null;
    }

    /// <summary>The text of HTML, with its line breaks.</summary>
    public static string TextOf(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var gone in document.QuerySelectorAll("script, style, title, template, noscript").ToList()) gone.Remove();
        foreach (var broken in document.QuerySelectorAll("br, p, div, tr, li, h1, h2, h3, blockquote").ToList())
            broken.After(document.CreateTextNode("\n"));
        var lines = (document.Body?.TextContent ?? "").Split('\n').Select(l => l.Trim());
        return string.Join('\n', lines).Trim();
    }

    private static void Only(ISet<string> allowed, IEnumerable<string> these)
    {
        allowed.Clear();
        allowed.UnionWith(these);
    }
}
