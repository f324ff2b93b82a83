using Stamgast.App.Duplicates.Pairs;

namespace Stamgast.App.Duplicates;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("Jozefien", "Josefien", "Jo[z]efien", "Jo[s]efien")]
    [InlineData("Bar 😀", "Bar 😁", "Bar [😀]", "Bar [😁]")]
    [InlineData("Bar😀s", "Bar😁s", "Bar[😀]s", "Bar[😁]s")]
    // One family of three and of four, and a waving hand of two colours.
    [InlineData("x👨‍👩‍👧", "x👨‍👩‍👧‍👦", "x[👨‍👩‍👧]", "x[👨‍👩‍👧‍👦]")]
    [InlineData("👋🏽 Ann", "👋🏿 Ann", "[👋🏽] Ann", "[👋🏿] Ann")]
    // An accent of its own belongs to its letter.
    [InlineData("Andre\u0301 Maes", "Andre Maes", "Andr[e\u0301] Maes", "Andr[e] Maes")]
    [InlineData("Kerkstraat 12", "Kerkstr. 12", "Kerkstr[aat] 12", "Kerkstr[.] 12")]
    public void Whole_letters_are_marked(string a, string b, string ofA, string ofB)
    {
        var (one, other) = MarkedText.Of(a, b);
        Assert.Equal((ofA, ofB), (Written(one), Written(other)));
    }

    private static string Written(IEnumerable<TextPiece> pieces) => string.Concat(pieces.Select(p => p.Differs ? $"[{p.Text}]" : p.Text));
}
