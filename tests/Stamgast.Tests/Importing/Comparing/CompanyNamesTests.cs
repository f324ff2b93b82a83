using Stamgast.Importing.Comparing;

namespace Stamgast.Tests.Importing.Comparing;

public sealed class CompanyNamesTests
{
    [Theory]
    [InlineData("Garage Dubois SPRL", "Garage Dubois", true)]
    [InlineData("Delhaize NV", "DELHAIZE Group S.A.", true)]
    [InlineData("Bakkerij Het Brood", "Bakkerij Het Brod BV", true)]
    [InlineData("Bakkerij Het Brood", "Bakkerij De Korenaar", false)]
    [InlineData("Garage Dubois", "Garage Dupont", false)]
    [InlineData("Zorro BV", "Delhaize BV", false)]
    public void Companies_are_alike_but_for_legal_forms_typing_errors_and_words_left_out(string one, string other, bool areAlike)
    {
        Assert.Equal(areAlike, CompanyNames.AreAlike(one, other));
        Assert.Equal(areAlike, CompanyNames.AreAlike(other, one));
    }
}
