using System.Text;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Cards;

public sealed class CardReadingTests
{
    [Fact]
    public void Cards_of_each_version_become_rows()
    {
        using var file = new TableText(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jozefien Aerts\r\nN:Aerts;Jozefien;;Mevr.;\r\nBDAY:19850730\r\nGENDER:F\r\n" +
            "EMAIL:oud@aerts.example\r\nEMAIL;PREF=1:jozefien@aerts.example\r\nTEL;TYPE=cell;VALUE=uri:tel:+32486123309\r\n" +
            "ADR:;;Dorp 1\\, bus 2;Gent;;9000;België\r\nNOTE:Belt\\nterug\\; altijd\r\n  na de middag\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n\r\n" +
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=AB\r\nitem1.TEL;HOME:02 555 12 12\r\nNOTE;"
            + "ENCODING=QUOTED-PRINTABLE:een lange=\r\n regel\r\nEND:VCARD\r\n" +
            "begin:vcard\nversion:3.0\nFN:Claes & Zonen NV\nORG:Claes & Zonen NV;Verkoop\nN:;;;;\nCATEGORIES:VIP,Klant\nend:vcard\n");
        Assert.Equal(TableKind.VCard, file.Format().Kind);
        Assert.Equal(
            "KIND FN N.prefix N.given N.family ORG ORG.unit BDAY GENDER EMAIL EMAIL.other TEL TEL.cell ADR.street ADR.code ADR.city ADR.country "
            + "CATEGORIES NOTE",
            string.Join(' ', file.Columns()));
        var rows = file.RowsWithLines();
        Assert.Equal(
            "person¦Jozefien Aerts¦Mevr.¦Jozefien¦Aerts¦¦¦1985-07-30¦F¦jozefien@aerts.example¦oud@aerts.example¦¦+32486123309¦Dorp 1, bus "
            + "2¦9000¦Gent¦België¦¦Belt⏎terug; altijd na de middag", rows[0].Text);
        Assert.Equal("person¦¦¦Zoë¦Lefèvre¦¦¦¦¦¦¦02 555 12 12¦¦¦¦¦¦¦een lange regel", rows[1].Text);
        Assert.Equal("company¦¦¦¦¦Claes & Zonen NV¦Verkoop¦¦¦¦¦¦¦¦¦¦¦VIP | Klant¦", rows[2].Text);
        Assert.Equal(3, rows.Count);
        Assert.Equal(1, rows[0].Line);
    }

    [Fact]
    public void A_card_that_never_ends_gives_no_row()
    {
        using var file = new TableText("BEGIN:VCARD\nFN:Jan\nEND:VCARD\nBEGIN:VCARD\nFN:Half\n");
        Assert.Equal(["person¦Jan"], file.Rows());
        using var empty = new TableText("BEGIN:VCARD\nEND:VCARD\n");
        Assert.Equal("table.empty", empty.Refusal());
        using var utf16 = new TableText("BEGIN:VCARD\nFN:Zoë\nEND:VCARD\n", Encoding.Unicode);
        Assert.Equal("person¦Zoë", utf16.Rows()[0]);
    }
}
