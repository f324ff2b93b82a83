using System.Text;
using Stamgast.Tables;
using Stamgast.Tables.Encodings;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Encodings;

/// <summary>The old code page of a text, detected by the resulting letters.</summary>
public sealed class EncodingTests
{
    private const string Turkish =
        "Voornaam;Naam;E-mail;Gemeente\nŞükrü;Yıldız;s@yildiz.example;Gent\nAyşe;Öztürk;a@ozturk.example;Aalst\nİbrahim;Çağlar;i@caglar.example;Ronse\n";
    private const string Polish =
        "Imię;Nazwisko;Miasto\nŁukasz;Wiśniewski;Łódź\nMałgorzata;Wójcik;Kraków\nZbigniew;Dąbrowski;Gdańsk\nJoanna;Kozłowska;Poznań\n";
    private const string Czech = "Jméno;Příjmení;Město\nJiří;Dvořák;Plzeň\nTomáš;Černý;Brno\nLenka;Růžičková;Ústí\nZdeněk;Němec;Děčín\n";
    private const string Hungarian = "Név;Város\nSzűcs Győző;Győr\nErdős Ödön;Hódmezővásárhely\nKőrösi Ágnes;Dunaújváros\nFűzi Gábor;Eger\n";
    private const string Croatian = "Ime;Prezime;Grad\nŽeljko;Đurić;Šibenik\nIvana;Kovačević;Čakovec\nMaja;Župančić;Požega\n";
    private const string Romanian = "Nume;Oraş\nŞtefan Mănăilă;Timişoara\nIonuţ Pâslaru;Bucureşti\nCătălin Vlădescu;Constanţa\n";
    private const string Lithuanian = "Vardas;Pavardė;Miestas\nJūratė;Petrauskienė;Šiauliai\nŽydrūnas;Kąsnys;Panevėžys\nRūta;Čepaitė;Kėdainiai\n";
    private const string Latvian = "Vārds;Uzvārds;Pilsēta\nJānis;Bērziņš;Rīga\nIlze;Kalniņa;Jūrmala\nĢirts;Ķeniņš;Liepāja\n";
    private const string Russian = "Имя;Фамилия;Город\nВладимир;Капустин;Москва\nЕлена;Шевченко;Новосибирск\nЮрий;Щербаков;Ярославль\n";
    private const string Ukrainian = "Ім'я;Прізвище;Місто\nОлексій;Ковальчук;Київ\nЮлія;Шевченко;Чернігів\nАндрій;Гнатюк;Львів\n";
    private const string Greek = "Όνομα;Επώνυμο;Πόλη\nΓιώργος;Παπαδόπουλος;Αθήνα\nΆννα;Νικολάου;Θεσσαλονίκη\nΚώστας;Δημητρίου;Πάτρα\n";
    private const string Icelandic = "Nafn;Borg\nÞórður Guðmundsson;Reykjavík\nSigríður Jónsdóttir;Hafnarfjörður\nÆvar Þorsteinsson;Akureyri\n";
    private const string Danish = "Navn;By\nSøren Nørgård;Århus\nPær Sørensen;Tønder\nBjørn Østergaard;Ærø\n";
    private const string Western = "Voornaam;Naam;Gemeente\nZoë;Lefèvre;Liège\nJosé;Müller;Köln\nFrançois;Núñez;Visé\nHélène;Kröger;Gießen\n";

    public static TheoryData<string, string, string> Written => new()
    {
        { "windows-1254", Turkish, "windows-1254" }, { "iso-8859-9", Turkish, "windows-1254" }, { "ibm857", Turkish, "ibm857" }, { "x-mac-turkish", Turkish,
            "x-mac-turkish" },
        { "windows-1250", Polish, "windows-1250" }, { "iso-8859-2", Polish, "iso-8859-2" }, { "ibm852", Polish, "ibm852" }, { "x-mac-ce", Polish, "x-mac-ce" },
        { "windows-1250", Czech, "windows-1250" }, { "iso-8859-2", Czech, "iso-8859-2" }, { "ibm852", Czech, "ibm852" }, { "x-mac-ce", Czech, "x-mac-ce" },
        { "windows-1250", Hungarian, "windows-1250" }, { "ibm852", Hungarian, "ibm852" },
        { "windows-1250", Croatian, "windows-1250" }, { "iso-8859-2", Croatian, "iso-8859-2" }, { "ibm852", Croatian, "ibm852" },
        { "windows-1250", Romanian, "windows-1250" },
        { "windows-1257", Lithuanian, "windows-1257" }, { "iso-8859-13", Lithuanian, "windows-1257" }, { "ibm775", Lithuanian, "ibm775" },
        { "windows-1257", Latvian, "windows-1257" }, { "iso-8859-4", Latvian, "iso-8859-4" },
        { "windows-1251", Russian, "windows-1251" }, { "koi8-r", Russian, "koi8-r" }, { "iso-8859-5", Russian, "iso-8859-5" }, { "cp866", Russian, "cp866" },
        { "ibm855", Russian, "ibm855" }, { "x-mac-cyrillic", Russian, "x-mac-cyrillic" },
        { "windows-1251", Ukrainian, "windows-1251" }, { "koi8-u", Ukrainian, "koi8-u" },
        { "windows-1253", Greek, "windows-1253" }, { "iso-8859-7", Greek, "iso-8859-7" }, { "ibm737", Greek, "ibm737" }, { "ibm869", Greek, "ibm869" },
        { "windows-1252", Icelandic, "windows-1252" }, { "ibm861", Icelandic, "ibm861" }, { "macintosh", Danish, "macintosh" }, { "windows-1252", Danish,
        "windows-1252" }, { "ibm850", Danish, "ibm850" },
        { "windows-1252", Western, "windows-1252" }, { "ibm850", Western, "ibm850" }, { "macintosh", Western, "macintosh" },
    };

    [Theory, MemberData(nameof(Written))]
    public void A_code_page_is_recognised_by_the_resulting_letters(string written, string text, string told)
    {
        using var file = new TableText(text, CodePage(written));
        Assert.Equal(told, file.Format().Encoding);
        Assert.Equal(text.Split('\n')[1].Replace(';', '¦'), file.Rows()[0]);
        Assert.Empty(file.Format().Readings);
    }

    [Fact]
    public void Letters_that_fit_several_languages_are_asked_about()
    {
        // The byte of "ý" in Bohemia and Iceland is that of "ı" in Turkey.
        using var file = new TableText("Naam;Gemeente\nAerts;Gent\nY\u00FDlmaz;Aalst\n", Encoding.Latin1);
        var readings = file.Format().Readings;
        Assert.True(readings.Count > 1);
        Assert.Equal(file.Format().Encoding, readings[0].Encoding);
        Assert.Contains(readings, r => r.Encoding == "windows-1254" && r.Words.Contains("Yılmaz"));
        Assert.Empty(file.Format(new TableOptions { Encoding = readings[0].Encoding }).Readings);
        Assert.Equal("Yılmaz¦Aalst", file.Rows(new TableOptions { Encoding = "windows-1254" })[^1]);
    }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("François Lefèvre")]
    [InlineData("Søren")]
    [InlineData("João")]
    [InlineData("Núñez")]
    [InlineData("’s-Gravenhage")]
    public void Nobody_is_asked_about_a_usual_name(string name)
    {
        using var file = new TableText($"naam;gemeente\n{name};Gent\n", CodePage("windows-1252"));
        Assert.Equal(("windows-1252", 0), (file.Format().Encoding, file.Format().Readings.Count));
    }

    [Theory]
    [InlineData("ibm850", "ibm850", "Müller")]
    [InlineData("ibm850", "ibm850", "François")]
    [InlineData("ibm850", "ibm850", "Zoë")]
    [InlineData("ibm850", "ibm850", "Jörg Groß")]
    [InlineData("ibm437", "ibm850", "Hélène Lefèvre")]
    [InlineData("windows-1252", "windows-1252", "Müller")]
    [InlineData("windows-1252", "windows-1252", "François")]
    [InlineData("windows-1254", "windows-1254", "Şükrü Yıldız;Liège")]
    [InlineData("windows-1254", "windows-1254", "Şükrü Yıldız;Liège\nHélène;Namur\nZoë;Visé\nAndrée;Genève")]
    public void A_few_letters_are_read_with_the_most_usual_page_that_fits(string written, string told, string names)
    {
        using var file = new TableText($"naam;gemeente\nAerts;Gent\n{names}\n", CodePage(written));
        Assert.Equal(told, file.Format().Encoding);
        Assert.Equal(names.Split('\n')[0].Replace(';', '¦'), file.Rows()[1]);
    }

    [Theory]
    [InlineData("iso-8859-2", "Győr;Szűcs", "Szűcs")]
    [InlineData("windows-1250", "Győr;Szűcs\nAndré;Köln\nJosé;Bézier\nÉmile;Gérard", "Szűcs")]
    [InlineData("windows-1254", "Ayşe;Liège\nZoë;Visé\nHélène;Köln\nJosé;Genève", "Ayşe")]
    public void Letters_unlikely_in_the_usual_code_page_are_recognised(string written, string names, string word)
    {
        using var file = new TableText($"naam;gemeente\n{names}\n", CodePage(written));
        Assert.Contains(file.Format().Readings, r => r.Words.Contains(word));
    }

    [Fact]
    public void Every_offered_encoding_can_be_read_and_others_are_refused_with_a_reason()
    {
        foreach (var name in KnownEncodings.Groups.SelectMany(g => g.Names))
        {
            using var file = new TableText("naam;gemeente\nAerts;Gent\n", CodePage(name));
            Assert.Equal(["Aerts¦Gent"], file.Rows(new TableOptions { Encoding = name }));
        }
        using var any = new TableText("naam;gemeente\nAerts;Gent\n");
        foreach (var name in (string[])["utf-7", "klingon", ""]) Assert.Equal("table.unknown_encoding", any.Refusal(new TableOptions { Encoding = name }));
    }

    private static Encoding CodePage(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return name == "UTF-16LE" ? new UnicodeEncoding(false, false) : name == "UTF-16BE" ? new UnicodeEncoding(true, false) : name == "utf-32"
            ? new UTF32Encoding(false, false) : name == "utf-32BE" ? new UTF32Encoding(true, false)
            : name == "UTF-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(name);
    }
}
