using System.Globalization;

namespace Stamgast.Language;

public sealed class FrenchSpacesTests
{
    [Theory]
    [InlineData("Rien ?", "Rien\u00A0?")]
    [InlineData("« non » : 5 % ; fin !", "«\u00A0non\u00A0»\u00A0: 5\u00A0%\u00A0; fin\u00A0!")]
    [InlineData(" :", "\u00A0:")]
    [InlineData("un mot", "un mot")]
    [InlineData("", "")]
    public void Spaces_before_high_signs_and_inside_quotes_do_not_break(string written, string kept) =>
        Assert.Equal(kept, FrenchSpaces.Kept(written));

    [Fact]
    public void Texts_have_them_in_French_alone_and_headers_of_files_have_not()
    {
        Assert.Contains("«\u00A0X\u00A0»", Texts.Get("problem.record.id.what", CultureInfo.GetCultureInfo("fr-BE"), "X"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u00A0', Texts.Get("problem.record.id.what", CultureInfo.GetCultureInfo("nl-BE"), "X"));
        Assert.DoesNotContain('\u00A0', Texts.Get("field.delivery_street", CultureInfo.GetCultureInfo("fr-FR")));
    }
}
