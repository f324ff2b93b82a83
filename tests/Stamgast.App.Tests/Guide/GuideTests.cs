using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Guide;

public sealed partial class GuideTests
{
    private static readonly string[] Languages = ["en", "nl", "fr", "de"];

    // Every page in every language that it has.
    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var name in GuideTexts.Names)
            foreach (var language in Languages.Where(l => GuideTexts.IsTranslated(name, l))) pages.Add(name, language);
        return pages;
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_and_picture_of_a_page_has_a_target(string name, string language)
    {
        var html = GuideTexts.Find(name, language)!.Html;
        foreach (var address in Targets().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)))
        {
            if (address.Contains("://", StringComparison.Ordinal)) continue;
            var (path, anchor) = address.Split('#', 2) is [var before, var after] ? (before, after) : (address, null);
            if (path.StartsWith("/guide/images/", StringComparison.Ordinal))
            {
                using var picture = GuideTexts.Picture(path["/guide/images/".Length..]);
                Assert.True(picture is not null, $"{name} ({language}) shows {address}, which is not there.");
                continue;
            }
            var target = path switch { "" => name, "/guide" => GuideTexts.Start, _ => path["/guide/".Length..] };
            Assert.True(GuideTexts.Find(target, language) is not null, $"{name} ({language}) leads to {address}, which is not there.");
            if (anchor is not null) Assert.Contains($"id=\"{anchor}\"", GuideTexts.Find(target, language)!.Html, StringComparison.Ordinal);
        }
    }

    // The links as written: a link to a missing page would silently become text.
    [Theory, MemberData(nameof(Pages))]
    public void A_page_refers_only_to_files_that_exist(string name, string language)
    {
        var file = Path.Combine(Repository.Root, name.StartsWith("reference/", StringComparison.Ordinal) ? "docs" : "docs/guide",
            name + (language == "en" ? "" : "." + language) + ".md");
        foreach (var target in Written().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith('#')))
            Assert.True(File.Exists(Path.GetFullPath(target.Split('#')[0], Path.GetDirectoryName(file)!)), $"{file} refers to {target}, which is not there.");
    }

    [Fact]
    public void French_pages_keep_their_high_signs_with_the_word_before()
    {
        Assert.Contains("Certains</em>\u00A0: ", GuideTexts.Find("duplicates", "fr")!.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u00A0", GuideTexts.Find("duplicates", "nl")!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_is_in_the_table_of_contents()
    {
        foreach (var language in Languages)
        {
            var listed = GuideTexts.Contents(language).SelectMany(s => s.Pages).Select(p => p.Address).ToHashSet(StringComparer.Ordinal);
            Assert.All(GuideTexts.Names.Where(n => n != GuideTexts.Start), name => Assert.Contains("/guide/" + name, listed));
        }
    }

    // The browser would refuse inline content, and our pages need no HTML of their own.
    [Theory, MemberData(nameof(Pages))]
    public void No_page_has_styles_scripts_or_tags_of_its_own(string name, string language)
    {
        var html = GuideTexts.Find(name, language)!.Html;
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_first_steps_and_the_import_exist_in_all_four_languages()
    {
        foreach (var language in Languages)
            Assert.All(new[] { "README", "first-steps", "import" },
                name => Assert.True(GuideTexts.IsTranslated(name, language), $"{name} is missing in {language}"));
    }

    [Fact]
    public async Task The_guide_is_public_and_reports_missing_pages()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        Assert.Contains("user reset", await app.Client.GetStringAsync(new Uri("/guide/lost-password", UriKind.Relative)), StringComparison.Ordinal);
        var picture = await app.Client.GetAsync(new Uri("/guide/images/customers.png", UriKind.Relative));
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        foreach (var address in new[] { "/guide/nothing", "/guide/../SECURITY", "/guide/import.nl", "/guide/images/nothing.png",
            "/guide/images/..%2Fimport.md" })
            Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Targets();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Written();
}
