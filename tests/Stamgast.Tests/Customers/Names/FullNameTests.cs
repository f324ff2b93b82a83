using Stamgast.Customers.Names;
using Stamgast.Importing.Guessing;

namespace Stamgast.Tests.Customers.Names;

public sealed class FullNameTests
{
    [Theory]
    [InlineData("Jozefien Aerts", "|Jozefien|Aerts|")]
    [InlineData("Aerts, Jozefien", "|Jozefien|Aerts|")]
    [InlineData("Van de Bos, Jonas", "|Jonas|Van de Bos|")]
    [InlineData("Sarah Van der Zandeels", "|Sarah|Van der Zandeels|")]
    [InlineData("Jean-Claude Lecroiette", "|Jean-Claude|Lecroiette|")]
    [InlineData("PEETERS Jan", "|Jan|PEETERS|")]
    [InlineData("VAN DEN BERG Jan", "|Jan|VAN DEN BERG|")]
    [InlineData("Van den Berg Jan", "|Jan|Van den Berg|")]
    [InlineData("Wisniewski Krzysztof", "|Krzysztof|Wisniewski|")]
    [InlineData("Dhr. Willem de Bakker", "Dhr.|Willem|de Bakker|")]
    [InlineData("de heer Willem de Bakker", "de heer|Willem|de Bakker|")]
    [InlineData("Mme Zoë Lefèvre", "Mme|Zoë|Lefèvre|")]
    [InlineData("Aerts", "||Aerts|")]
    [InlineData("Boulangerie Lefèvre SRL", "|||Boulangerie Lefèvre SRL")]
    [InlineData("Claes & Zonen N.V.", "|||Claes & Zonen N.V.")]
    [InlineData("Anne Marie Dupont", "|Anne Marie|Dupont|")]
    [InlineData("Bakker, W. (Willem) de", "|W. (Willem)|de Bakker|")]
    [InlineData("Berg, Dhr. Willem van den", "Dhr.|Willem|van den Berg|")]
    [InlineData("Bakker, de", "||de Bakker|")]
    [InlineData("Aerts, An De", "|An De|Aerts|")]
    [InlineData("Dr. ir. Jan Peeters", "Dr. ir.|Jan|Peeters|")]
    [InlineData("Prof. em. dr. Luc De Smet", "Prof. em. dr.|Luc|De Smet|")]
    [InlineData("Prof.dr.ir. Jan Peeters", "Prof.dr.ir.|Jan|Peeters|")]
    [InlineData("Dhr. en Mevr. Peeters", "Dhr. en Mevr.||Peeters|")]
    [InlineData("Dr. M. Dupont", "Dr.|M.|Dupont|")]
    [InlineData("Fam. Janssens-Peeters", "Fam.||Janssens-Peeters|")]
    [InlineData("Familie De Smet", "Familie||De Smet|")]
    [InlineData("Wed. Peeters-Claes", "Wed.||Peeters-Claes|")]
    [InlineData("Erven Peeters", "Erven||Peeters|")]
    [InlineData("Peeters, Jan, Mr.", "Mr.|Jan|Peeters|")]
    [InlineData("Peeters, Jan, jr.", "|Jan|Peeters jr.|")]
    [InlineData("Jan Peeters jr.", "|Jan|Peeters jr.|")]
    [InlineData("Jan Peeters Mr.", "Mr.|Jan|Peeters|")]
    [InlineData("Peeters, Jan, Gent", "||Peeters, Jan, Gent|")]
    [InlineData("De Smet", "||De Smet|")]
    [InlineData("Van den Broeck", "||Van den Broeck|")]
    [InlineData("Peeters Jan Karel", "|Jan Karel|Peeters|")]
    [InlineData("Janssens J.", "|J.|Janssens|")]
    [InlineData("O'Neil Sean", "|Sean|O'Neil|")]
    [InlineData("Mc Donald Ian", "|Ian|Mc Donald|")]
    [InlineData("JP de Vries", "|JP|de Vries|")]
    [InlineData("Jan & An Peeters", "|Jan & An|Peeters|")]
    [InlineData("De Smet Koen & An", "|Koen & An|De Smet|")]
    [InlineData("J & N Hermans", "|J & N|Hermans|")]
    [InlineData("Jan Peeters en An Maes", "||Jan Peeters en An Maes|")]
    [InlineData("Peeters & Maes", "|||Peeters & Maes")]
    [InlineData("Claes en Zonen", "|||Claes en Zonen")]
    [InlineData("Bakkerij Peeters", "|||Bakkerij Peeters")]
    [InlineData("Bakker Jan", "|Jan|Bakker|")]
    [InlineData("Sint-Jansschool", "|||Sint-Jansschool")]
    [InlineData("Hr. Müller", "Hr.||Müller|")]
    [InlineData("Fr. Meier", "Fr.||Meier|")]
    [InlineData("Me Paul Durand", "Me|Paul|Durand|")]
    [InlineData("Mevr. de Wed. Peeters", "Mevr. de Wed.||Peeters|")]
    [InlineData("Erven van Jan Peeters", "Erven van|Jan|Peeters|")]
    [InlineData("Erven Van den Berg", "Erven||Van den Berg|")]
    [InlineData("Dhr. en Mevr. Jansen - de Vries", "Dhr. en Mevr.||Jansen - de Vries|")]
    [InlineData("An van Damme - Claes", "|An|van Damme - Claes|")]
    [InlineData("Keizer, Jan jr.", "|Jan|Keizer jr.|")]
    [InlineData("L. Janssens", "|L.|Janssens|")]
    [InlineData("Mw. S. Jansen", "Mw.|S.|Jansen|")]
    [InlineData("Thomas Aerts", "|Thomas|Aerts|")]
    [InlineData("Anselm Feuerbach", "|Anselm|Feuerbach|")]
    public void A_name_in_one_cell_is_cut_into_its_parts(string cell, string parts)
    {
        var name = FullName.Split(cell, ValueGuess.IsKnownFirstName);
        Assert.Equal(parts, string.Join('|', name.Salutation, name.First, name.Last, name.Company));
        Assert.Null(name.Email);
    }

    [Theory]
    [InlineData("Jozefien Aerts <jozefien@aerts.example>", "Jozefien|Aerts|", "jozefien@aerts.example")]
    [InlineData("\"de Bakker, Willem\" <w@bakker.example>", "Willem|de Bakker|", "w@bakker.example")]
    [InlineData("Claes & Zonen NV <info@claes.example>", "||Claes & Zonen NV", "info@claes.example")]
    [InlineData("<info@claes.example>", "||", "info@claes.example")]
    [InlineData("Willem <de Bakker>", "Willem|<de Bakker>|", null)]
    [InlineData("Willem <w@bakker.example> <info@bakker.example>", "Willem <w@bakker.example>|<info@bakker.example>|", null)]
    public void An_address_after_a_name_is_not_part_of_it(string cell, string parts, string? email)
    {
        var name = FullName.Split(cell, ValueGuess.IsKnownFirstName);
        Assert.Equal((parts, email), (string.Join('|', name.First, name.Last, name.Company), name.Email));
    }

    [Theory]
    [InlineData("Peeters Jan (overleden)", "|Jan|Peeters|", "(overleden)")]
    [InlineData("Jan Peeters † 2019", "|Jan|Peeters|", "† 2019")]
    [InlineData("Jan Peeters - verhuisd", "|Jan|Peeters|", "verhuisd")]
    [InlineData("Jan Peeters [dubbel]", "|Jan|Peeters|", "[dubbel]")]
    [InlineData("Mevr. An Maes (belt liever niet)", "Mevr.|An|Maes|", "(belt liever niet)")]
    [InlineData("Bakker, W. (Willem) de", "|W. (Willem)|de Bakker|", null)]
    [InlineData("Aerts W. (Willem)", "|W. (Willem)|Aerts|", null)]
    [InlineData("Claes NV (Gent)", "|||Claes NV (Gent)", null)]
    [InlineData("t.a.v. Jan Peeters", "|Jan|Peeters|", "t.a.v.")]
    [InlineData("T.a.v. de heer Jan Peeters", "de heer|Jan|Peeters|", "T.a.v.")]
    [InlineData("z.Hd. Herrn Karl Schmidt", "Herrn|Karl|Schmidt|", "z.Hd.")]
    [InlineData("à l'attn. de M. Luc Petit", "M.|Luc|Petit|", "à l'attn. de")]
    [InlineData("À l’attention de Mme Zoë Lefèvre", "Mme|Zoë|Lefèvre|", "À l’attention de")]
    [InlineData("c/o Müller", "||Müller|", "c/o")]
    [InlineData("p/a Jan Peeters", "|Jan|Peeters|", "p/a")]
    [InlineData("t.a.v. Claes NV", "|||Claes NV", "t.a.v.")]
    [InlineData("Jan Peeters - overleden 2020", "|Jan|Peeters|", "overleden 2020")]
    [InlineData("Feu Jean Martin", "|Jean|Martin|", "Feu")]
    [InlineData("NIET GEBRUIKEN Jan Peeters", "|Jan|Peeters|", "NIET GEBRUIKEN")]
    [InlineData("Dupont née Martin", "||Dupont|", "née Martin")]
    [InlineData("Anna Müller geb. Schmidt", "|Anna|Müller|", "geb. Schmidt")]
    [InlineData("Müller geb. Schmidt, Anna", "|Anna|Müller|", "geb. Schmidt")]
    [InlineData("Karl Schmidt (†)", "|Karl|Schmidt|", "(†)")]
    [InlineData("Jan Peeters overleden 2020", "|Jan|Peeters|", "overleden 2020")]
    [InlineData("Peeters Jan overleden op 12/03/2020", "|Jan|Peeters|", "overleden op 12/03/2020")]
    [InlineData("Peeters overleden 2020", "||Peeters|", "overleden 2020")]
    [InlineData("Petit décédé en 2020", "||Petit|", "décédé en 2020")]
    [InlineData("Schmidt verstorben 2020", "||Schmidt|", "verstorben 2020")]
    [InlineData("John Smith deceased 2020", "|John|Smith|", "deceased 2020")]
    [InlineData("Jan Verhuisd", "|Jan|Verhuisd|", null)]
    public void A_remark_beside_a_name_is_not_part_of_it(string cell, string parts, string? remark)
    {
        var name = FullName.Split(cell, ValueGuess.IsKnownFirstName);
        Assert.Equal((parts, remark), (string.Join('|', name.Salutation, name.First, name.Last, name.Company), name.Remark));
    }
}
