using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>Pages have one way to confirm an action and one way to ask before it: docs/decisions/0032-said-once.md.</summary>
public sealed class OneWayEachTests
{
    [Fact]
    public void Only_the_flash_reports_a_completed_action()
    {
        var breaches = Breaches("done=", ".cs", ".razor", ".js").ToArray();
        Assert.True(breaches.Length == 0, "Give DoneTexts.Address(path, outcome) or DoneTexts.Said(path, key) to Page.GoTo: " + string.Join(", ", breaches));
    }

    [Fact]
    public void A_confirmation_is_a_page()
    {
        var breaches = Breaches("confirm(", ".js", ".razor").Concat(Breaches("hx-confirm", ".razor")).ToArray();
        Assert.True(breaches.Length == 0, "Ask by a page (Confirmation): " + string.Join(", ", breaches));
    }

    [Fact]
    public void A_breach_would_be_found() => Assert.NotEmpty(Breaches("DoneTexts", ".cs"));

    private static IEnumerable<string> Breaches(string words, params string[] endings) =>
        from file in Repository.Files("src/Stamgast.App", endings)
        where File.ReadLines(Path.Combine(Repository.Root, file))
            .Any(l => l.Contains(words, StringComparison.Ordinal) && !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
        select file;
}
