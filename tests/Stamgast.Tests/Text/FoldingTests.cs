using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Text;
using Xunit;

namespace Stamgast.Tests.Text;

public class FoldingTests
{
    [Theory]
    [InlineData("Jozefien Aerts", "jozefien aerts")]
    [InlineData("  Éloïse   D'Hondt-Müller ", "eloise dhondt muller")]
    [InlineData("d’Hondt", "dhondt")]
    [InlineData("Boulangerie Lefèvre S.R.L.", "boulangerie lefevre s r l")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ayşe Yılmaz İPEK", "ayse yilmaz ipek")]
    [InlineData("Łukasz Đorđević", "lukasz dordevic")]
    [InlineData("Ærøskøbing Œuvre", "aeroskobing oeuvre")]
    [InlineData("IJzer Ĳzer", "ijzer ijzer")]
    [InlineData("Claes & Zonen NV", "claes zonen nv")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("Иван Й", "иван и")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("ＡＢＣ ﬁn", "abc fin")]
    [InlineData("東京", "東京")]
    [InlineData("٣٤", "34")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("😀 smile", "smile")]
    [InlineData("", "")]
    [InlineData(" -- ", "")]
    public void Fold_writes_plain_words(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void Letters_leaves_the_spaces_out() => Assert.Equal("vandenbergh", Folding.Letters("Van den Bergh"));

    [Fact]
    public void Folding_twice_changes_nothing_more()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(1, random.Next(2) == 0 ? 0x250 : 0xD800))]);
            var once = Folding.Fold(text);
            Assert.Equal(once, Folding.Fold(once));
        }
    }

    [Fact]
    public void A_long_text_folds_like_its_parts()
    {
        var text = string.Join(' ', Enumerable.Repeat("Größe Ærø", 200));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("grosse aero", 200)), Folding.Fold(text));
    }

    [Fact]
    public void A_lone_surrogate_separates_and_does_not_throw() => Assert.Equal("a b", Folding.Fold("a\uD83Db"));

    [Fact]
    public void Every_character_folds_alone_and_among_others()
    {
        Span<char> into = stackalloc char[64];
        for (var c = 0; c <= char.MaxValue; c++)
        {
            foreach (var text in new[] { $"{(char)c}", $"a{(char)c}b", $"{(char)c}\uFB01{(char)c}" })
            {
                Assert.InRange(Folding.Fold(text).Length, 0, 18 * text.Length);
                Assert.InRange(Folding.Fold(text, into[..(text.Length * Folding.MaxExpansion)]), 0, text.Length * Folding.MaxExpansion);
            }
        }
    }

    [Fact]
    public void Names_made_only_of_ligatures_have_words_and_a_sort_position()
    {
        foreach (var name in new[] { new string('\uFDFA', 300), new string('\uFDFD', 300), "\uFD3E Anna \uFD3F", "\uFDD0" })
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.LastName], values[CustomerFields.CompanyName], values[CustomerFields.City]) = (name, name, name);
            Assert.InRange(SearchWords.Of(values).Length, 0, 4000);
            Assert.InRange(SortKeys.Full(values).Length, 1, 400);
            Assert.NotNull(Folding.Letters(name));
        }
    }
}
