using System.Text;
using Stamgast.Tables.Cards;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Cards;

/// <summary>What programs write in address cards beyond the standard.</summary>
public sealed class CardOdditiesTests
{
    private static string Card(string properties) => $"BEGIN:VCARD\nVERSION:3.0\n{properties}\nEND:VCARD\n";

    /// <summary>The cells of the only card, by their columns.</summary>
    private static string Read(string properties)
    {
        using var file = new TableText(Card(properties));
        return string.Join('|', file.Columns().Zip(file.Rows().Single().Split('¦'), (column, cell) => $"{column}={cell}")
            .Where(c => !c.StartsWith("KIND=person", StringComparison.Ordinal)));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Texts_in_base64_are_read_and_pictures_are_not()
    {
        Assert.Equal("N.given=Zoë|N.family=Lefèvre", Read($"N;ENCODING=BASE64;CHARSET=UTF-8:{Base64("Lefèvre;Zoë;;;")}\nPHOTO;ENCODING=b:AAAA\n BBBB"));
        Assert.Equal("N.given=Zoë|N.family=Lefèvre", Read($"N;ENCODING=b:{Base64("Lefèvre")};{Base64("Zoë")};;;"));
        Assert.Equal("FN=Zoë Lefèvre", Read($"FN;ENCODING=B:{Base64("Zoë Lefèvre")}\nKEY;BASE64:AAAA"));
    }

    [Theory]
    [InlineData("1990-01-01;")]
    [InlineData("19900101")]
    [InlineData(" 1990-01-01T00:00:00Z")]
    [InlineData("1990-01-01 00:00:00")]
    public void A_birth_date_is_read_with_what_stands_behind_it(string written) => Assert.Equal("FN=Aerts|BDAY=1990-01-01", Read($"FN:Aerts\nBDAY:{written}"));

    [Theory]
    [InlineData("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Lef=C3=\n =A8vre;Zo=C3=AB", "N.given=Zoë|N.family=Lefèvre")]
    [InlineData("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Lef=C3=A8=\n vre;Zo=\n =C3=AB", "N.given=Zoë|N.family=Lefèvre")]
    [InlineData("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Lef=C3=A8=\nvre;Zo=C3=AB", "N.given=Zoë|N.family=Lefèvre")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:een lange=\n regel", "NOTE=een lange regel")]
    public void A_soft_line_break_may_be_followed_by_a_blank(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("NOTE:Belt terug\nna 18 uur\nTel: niet meer\nFN:Aerts", "FN=Aerts|NOTE=Belt terug⏎na 18 uur⏎Tel: niet meer")]
    [InlineData("NOTE:Belt terug\n na 18 uur\nFN:Aerts", "FN=Aerts|NOTE=Belt terugna 18 uur")]
    [InlineData("PHOTO;ENCODING=BASE64:AAAA\nBBBB\n\nFN:Aerts", "FN=Aerts")]
    [InlineData("FN:Aerts\nX-PHONETIC:a\nLUID:12\nNOTE:x", "FN=Aerts|NOTE=x")]
    public void A_note_goes_on_on_lines_that_are_no_property(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("TEL;TYPE=PAGER:0470 11 22 33\nTEL;TYPE=CELL:0478 23 14 09", "TEL.cell=0478 23 14 09|TEL.pager=0470 11 22 33")]
    [InlineData("TEL;MODEM:0470 11 22 33\nTEL:0478 23 14 09", "TEL=0478 23 14 09|TEL.pager=0470 11 22 33")]
    public void A_pager_is_no_phone(string written, string read) => Assert.Equal("FN=Aerts|" + read, Read("FN:Aerts\n" + written));

    [Theory]
    [InlineData("FN:J & N Hermans\nN:Hermans;J & N;;;", "N.given=J & N|N.family=Hermans")]
    [InlineData("FN:J & N Hermans", "N.given=J & N|N.family=Hermans")]
    [InlineData("FN:J. & N. van den Berg\nN:;J. & N. van den Berg;;;", "N.given=J. & N.|N.family=van den Berg")]
    [InlineData("FN:Claes & Zonen NV\nORG:Claes & Zonen NV", "KIND=company|ORG=Claes & Zonen NV")]
    [InlineData("FN:Claes & Zonen\nN:Claes & Zonen;;;;", "FN=Claes & Zonen|N.family=Claes & Zonen")]
    public void Two_persons_in_one_card_are_no_company(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("N:Wauters\\;Lotte\\;\\;\\;;;;;\nFN:Lotte Wauters", "FN=Lotte Wauters|N.given=Lotte|N.family=Wauters")]
    [InlineData("N:;;;;\nFN:Kinder-\\, Jugend- und Elterntelefon", "N.family=Kinder-, Jugend- und Elterntelefon")]
    [InlineData("N:;;;;\nFN:Wauters\\, Lotte", "FN=Wauters, Lotte")]
    public void The_whole_name_tells_what_the_parts_mean(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("FN:lotte@post.example\nEMAIL:Lotte@post.example", "EMAIL=Lotte@post.example")]
    [InlineData("N:lotte@post.example;;;;\nFN:lotte@post.example\nEMAIL;TYPE=HOME:lotte@post.example", "EMAIL=lotte@post.example")]
    [InlineData("FN:0478 23 14 09\nTEL;TYPE=CELL:0478/231409", "TEL.cell=0478/231409")]
    [InlineData("FN:b@post.example\nEMAIL:a@post.example\nEMAIL:b@post.example", "EMAIL=a@post.example|EMAIL.other=b@post.example")]
    [InlineData("FN:lotte@post.example\nORG:Claes NV\nEMAIL:lotte@post.example", "KIND=company|ORG=Claes NV|EMAIL=lotte@post.example")]
    [InlineData("FN:Lotte\nEMAIL:lotte@post.example", "FN=Lotte|EMAIL=lotte@post.example")]
    [InlineData("FN:@Home Gent\nEMAIL:lotte@post.example", "FN=@Home Gent|EMAIL=lotte@post.example")]
    public void A_phone_or_e_mail_address_is_not_a_name(string written, string read) => Assert.Equal(read, Read(written));

    [Fact]
    public void Details_without_a_column_are_counted_by_card()
    {
        const string picture = "PHOTO;ENCODING=b:AAAA";
        using var file = new TableText(
            Card($"FN:Lotte Wauters\n{picture}\nPHOTO:https://post.example/b.png\nRELATED;TYPE=spouse:urn:uuid:a-2\nBDAY:--0412\nIMPP:xmpp:lotte@post.example")
            + Card($"FN:Piet Hermans\n{picture}\nitem1.X-ABRELATEDNAMES:An\nitem1.X-ABLabel:_$!<Spouse>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12\nLOGO:\n"
            + $"RELATED: ")
            + Card("FN:An Claes\nBDAY:1984-04-12\nLOGO;ENCODING=b:AAAA\nADR:;;Dorp 1;Gent;;9000;\nADR:;;Dorp 2;Gent;;9000;\nADR:;;Dorp 3;Gent;;9000;\nADR:;;;;;"
            + ";\nX-PHONETIC-LAST-NAME:a")
            + Card($"FN:Koor\nKIND:group\nMEMBER:urn:uuid:a-1\n{picture}"));
        Assert.Equal("ADR 1, BDAY 2, IMPP 1, LOGO 1, PHOTO 2, RELATED 1, X-ABRELATEDNAMES 1",
            string.Join(", ", file.Notes().Unread.Select(u => $"{u.Key} {u.Value}")));
        Assert.Equal(["", "", "1984-04-12"], file.Rows().Select(r => r.Split('¦')[file.Columns().ToList().IndexOf("BDAY")]));
        using var plain = new TableText(Card("FN:Lotte Wauters\nBDAY:1984-04-12\nUID:a-1\nREV:20260101\nPRODID:x\nNOTE:b"));
        Assert.Empty(plain.Notes().Unread);
    }

    [Fact]
    public void A_card_of_a_group_gives_its_members_the_group()
    {
        var lotte = Card("FN:Lotte Wauters\nUID:urn:uuid:A-1\nCATEGORIES:Koor,myContacts,VIP");
        var piet = Card("FN:Piet Hermans\nUID:a-2");
        var an = Card("FN:An Claes\nEMAIL:an@claes.example");
        var choir = Card("FN:Koor\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-2\nUID:a-3");
        var board = Card("FN:Bestuur\nKIND:group\nMEMBER:urn:uuid:A-2\nMEMBER:mailto:an@claes.example");
        var all = Card("FN:myContacts\nKIND:group\nMEMBER:urn:uuid:a-1");
        foreach (var text in (string[])[choir + board + all + lotte + piet + an, lotte + piet + an + all + choir + board])
        {
            using var file = new TableText(text);
            Assert.Equal(["Koor | VIP", "Koor | Bestuur", "Bestuur"], file.Rows().Select(r => r.Split('¦')[file.Columns().ToList().IndexOf("CATEGORIES")]));
        }
    }

    [Fact]
    public void A_card_with_very_many_numbers_is_read_at_once_and_keeps_more_than_fits()
    {
        using var file = new TableText(Card("FN:Aerts\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"TEL:04{i:D8}\nNOTE:{i}\n"))));
        var cells = file.Rows().Single().Split('¦');
        Assert.All(cells, c => Assert.True(c.Length < 70_000));
        Assert.Contains(cells, c => c.Length > 60_000);
    }
}
