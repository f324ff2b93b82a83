using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Markup;

/// <summary>The semicolon of an HTML entity does not separate cells.</summary>
public sealed class EntityTests
{
    [Fact]
    public void Entities_without_quotes_around_them_stay_in_their_cell()
    {
        using var file = new TableText(
            "Kundennr;Vorname;Nachname;Stra&szlig;e;Ort;Notiz\n1;J&ouml;rg;M&amp;uuml;ller;Hauptstr. 5;K&#xF6;ln;Tom &amp; Jerry\n2;Ren&#233;e;O&rsquo;Neil;"
            + "Gr&uuml;ner Weg 3;N&#252;rnberg;&lt;b&gt;wichtig&lt;/b&gt;\n3;Max;AT&T;Weg 3&nbsp;a;Bonn;R&D &copy Muster\n");
        Assert.Equal(["Kundennr", "Vorname", "Nachname", "Straße", "Ort", "Notiz"], file.Columns());
        Assert.Equal(["1¦J&ouml;rg¦M&amp;uuml;ller¦Hauptstr. 5¦K&#xF6;ln¦Tom &amp; Jerry",
            "2¦Ren&#233;e¦O&rsquo;Neil¦Gr&uuml;ner Weg 3¦N&#252;rnberg¦&lt;b&gt;wichtig&lt;/b&gt;", "3¦Max¦AT&T¦Weg 3&nbsp;a¦Bonn¦R&D &copy Muster"],
            file.Rows());
    }

    [Fact]
    public void A_cell_that_ends_like_an_entity_is_not_joined_where_the_row_is_as_wide_as_it_should_be()
    {
        using var file = new TableText("nr;naam;stad\n1;H&M;Gent\n2;Peek &amp;Aalst\n3;Marks&Co;Mol\n");
        Assert.Equal(["1¦H&M¦Gent", "2¦Peek &amp¦Aalst", "3¦Marks&Co¦Mol"], file.Rows());
    }
}
