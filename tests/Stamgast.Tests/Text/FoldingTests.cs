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
}
