using System.Collections.Concurrent;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Stamgast.Language;

namespace Stamgast.App.Guide;

/// <summary>
/// The pages of docs/guide and docs/reference, embedded in the program, so that the guide always fits the running version. <c>import.md</c> is
/// English; <c>import.nl.md</c> is the same page in Dutch.
/// </summary>
public static class GuideTexts
{
    /// <summary>The page with the table of contents.</summary>
    public const string Start = "README";

    private const string Prefix = "guide/";

    private static readonly HashSet<string> Files = [.. typeof(GuideTexts).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..])];

    // The repository is ours, but no page needs HTML of its own, so none is allowed.
    private static readonly MarkdownPipeline Reading = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly ConcurrentDictionary<(string Name, string Language), GuideText> Rendered = new();
    private static readonly ConcurrentDictionary<string, IReadOnlyList<GuideSection>> Sections = new(StringComparer.Ordinal);

    /// <summary>The names of all pages, without their languages.</summary>
    public static IEnumerable<string> Names => Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)).Select(f => f[..^3])
        .Where(f => !f.Contains('.', StringComparison.Ordinal));

    /// <summary>A page in the reader's language, otherwise in English; null when it does not exist.</summary>
    /// <param name="language">ISO 639-1.</param>
    public static GuideText? Find(string name, string language)
    {
        // The language is the reader's, not a part of the name.
        if (name.Contains('.', StringComparison.Ordinal) || !Files.Contains(name + ".md")) return null;
        return Rendered.GetOrAdd((name, IsTranslated(name, language) ? language : "en"), key => Render(key.Name, key.Language));
    }

    /// <summary>True when the page exists in a language; every page exists in English.</summary>
    public static bool IsTranslated(string name, string language) => language == "en" || Files.Contains($"{name}.{language}.md");

    /// <summary>A picture of the guide, or null.</summary>
    public static Stream? Picture(string file) =>
        Files.Contains("images/" + file) ? typeof(GuideTexts).Assembly.GetManifestResourceStream(Prefix + "images/" + file) : null;

    /// <summary>
    /// The address of a page or picture that a page of the guide refers to; null for files that are not served, such as the decisions.
    /// </summary>
    /// <param name="target">As written in the page: <c>import.md#3-preview</c>, <c>../reference/filters.md</c>, <c>images/list.png</c>.</param>
    /// <param name="from">The name of the page.</param>
    public static string? AddressOf(string target, string from)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith('#')) return target;
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, "#" + after) : (target, "");
        var folder = from.Contains('/', StringComparison.Ordinal) ? "/docs/reference/" : "/docs/guide/";
        path = new Uri(new Uri("file://" + folder), path).AbsolutePath;
        var file = path.Replace("/docs/guide/", "", StringComparison.Ordinal).Replace("/docs/", "", StringComparison.Ordinal);
        if (!Files.Contains(file)) return null;
        if (file == Start + ".md") return "/guide" + anchor;
        return "/guide/" + (file.EndsWith(".md", StringComparison.Ordinal) ? file[..^3] : file) + anchor;
    }

    /// <summary>The table of contents, as the start page lists it: each heading with the pages below it.</summary>
    public static IReadOnlyList<GuideSection> Contents(string language) => Sections.GetOrAdd(IsTranslated(Start, language) ? language : "en", Read);

    private static List<GuideSection> Read(string language)
    {
        var sections = new List<GuideSection>();
        var title = "";
        foreach (var block in Parse(Start, language))
        {
            if (block is HeadingBlock heading) title = WordsOf(heading.Inline!);
            if (block is not ListBlock list) continue;
            var links = list.SelectMany(item => item.Descendants<LinkInline>().Take(1)).Where(l => AddressOf(l.Url ?? "", Start) is not null)
                .Select(l => new GuideLink(WordsOf(l), AddressOf(l.Url!, Start)!)).ToList();
            if (links.Count > 0) sections.Add(new GuideSection(title, links));
        }
        return sections;
    }

    private static GuideText Render(string name, string language)
    {
        var document = Parse(name, language);
        // "Jozefien Aerts <jozefien@aerts.example>" is an example of a cell, not an address to write to.
        foreach (var written in document.Descendants<AutolinkInline>().ToList()) written.ReplaceBy(new LiteralInline($"<{written.Url}>"));
        foreach (var link in document.Descendants<LinkInline>().ToList()) Lead(link, name);
        var title = name;
        if (document.OfType<HeadingBlock>().FirstOrDefault(h => h.Level == 1) is { } heading)
        {
            title = WordsOf(heading.Inline!);
            document.Remove(heading);
        }
        using var writer = new StringWriter();
        var html = new HtmlRenderer(writer);
        Reading.Setup(html);
        html.Render(document);
        return new GuideText(name, title, language, writer.ToString());
    }

    // Links to files that are not served become plain text.
    private static void Lead(LinkInline link, string page)
    {
        if (AddressOf(link.Url ?? "", page) is { } address)
        {
            link.Url = address;
            return;
        }
        foreach (var child in link.ToList())
        {
            child.Remove();
            link.InsertBefore(child);
        }
        link.Remove();
    }

    private static MarkdownDocument Parse(string name, string language)
    {
        var document = Markdown.Parse(TextOf(language == "en" ? name + ".md" : $"{name}.{language}.md"), Reading);
        if (language == "fr")
            foreach (var words in document.Descendants<LiteralInline>()) words.Content = new StringSlice(FrenchSpaces.Kept(words.Content.ToString()));
        return document;
    }

    private static string WordsOf(ContainerInline inline) => string.Concat(inline.Descendants<LiteralInline>().Select(l => l.Content.ToString()));

    private static string TextOf(string file)
    {
        using var reader = new StreamReader(typeof(GuideTexts).Assembly.GetManifestResourceStream(Prefix + file)!);
        return reader.ReadToEnd();
    }
}
