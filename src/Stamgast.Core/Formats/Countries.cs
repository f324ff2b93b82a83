using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Formats;

/// <summary>
/// The countries of ISO 3166-1 (and Kosovo, XK): by alpha-2 code, alpha-3 code, and name in English, Dutch, French and German with the variants found
/// in customer files.
/// </summary>
public static class Countries
{
    // Alpha-2 and alpha-3 of each country.
    private const string CodePairs = """
        ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE
        BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS
        BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN
        COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST
        EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF
        GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD
        HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM
        JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA
        LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
        MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM
        NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
        PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA
        SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD
        STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON
        TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
        VNVNM VUVUT WFWLF WSWSM XKXKK YEYEM YTMYT ZAZAF ZMZMB ZWZWE
        """;

    // The number-plate letters and the names that the resource files do not have.
    private const string Variants = """
        BE: B, Koninkrijk België, Royaume de Belgique, Vlaanderen, Flandre, Wallonie, Wallonië, Belg, Bel., Belgium/België
        NL: Holland, The Netherlands, de Nederlanden, Hollande, Ned, Pays Bas, Nederlands, P-B, PB
        FR: F, Frankrijk, Fra., République française
        DE: D, BRD, Duitsl., All., Bundesrepublik Deutschland, Allem., Bondsrepubliek Duitsland, Deutschl., Germania
        LU: L, Lux., Groothertogdom Luxemburg, Grand-Duché de Luxembourg, GDL, Lëtzebuerg, Großherzogtum Luxemburg, G.D. Luxembourg, GD Luxemburg
        GB: UK, U.K., Great Britain, Groot-Brittannië, Engeland, England, Angleterre, Grande-Bretagne, Großbritannien, Schotland, Scotland, Écosse, Schottland, Wales, Northern Ireland, Noord-Ierland, Irlande du Nord, Nordirland, Grossbritannien
        US: U.S., U.S.A., United States of America, Verenigde Staten van Amerika, États-Unis d'Amérique, Amerika, America, Amérique, VS, V.S., Etats Unis, Vereinigte Staaten von Amerika
        AT: A, Oesterreich
        CH: Confoederatio Helvetica, Schweizerische Eidgenossenschaft, Svizzera
        ES: España, E
        IT: I, Italia
        PT: P
        PL: Polska
        CZ: Czech Republic, Tsjechische Republiek, République tchèque, Tschechische Republik
        TR: Turkey, Turquie, Tuerkei
        IE: Eire, Republic of Ireland, Ierse Republiek
        GR: EL, Hellas
        RU: Russian Federation, Russische Federatie, Fédération de Russie
        CN: Volksrepubliek China, People's Republic of China
        CD: Congo, Democratische Republiek Congo, République démocratique du Congo, RDC, DRC, Zaïre, Congo-Kinshasa, Kongo
        CG: Congo-Brazzaville, Republiek Congo, République du Congo
        CI: Ivory Coast, Elfenbeinküste
        KR: Korea, Corée
        MK: Macedonia, Macedonië, Macédoine, Mazedonien
        MM: Burma, Birma, Birmanie
        SZ: Swaziland
        CV: Cabo Verde
        BY: Wit-Rusland, Bélarus, Weißrussland
        MD: Moldau
        VA: Vatican, Vaticaan, Vatikan, Holy See
        AE: UAE, VAE, Emirates
        NO: N
        SE: S
        DK: Danmark
        FI: Suomi
        HU: Magyarország
        RO: România
        HR: Hrvatska
        SX: Sint Maarten, Saint-Martin néerlandais
        PS: Palestine, Palestina, Palästina
        SY: Syrian Arab Republic
        TZ: Tansania
        VN: Viet Nam
        CW: Curacao
        LV: Lettonie, Letland
        XK: XKX
        """;

    private static readonly FrozenSet<string> Known =
        CodePairs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(p => p[..2]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly WordTable Words = new(AllWords());

    /// <summary>The alpha-2 codes, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Order(StringComparer.Ordinal)];

    /// <summary>The alpha-2 code of a country given by code or name, or null when no country is called so.</summary>
    public static string? Find(ReadOnlySpan<char> text) =>
        text.Length == 2 && KnownSpans.TryGetValue(text, out var code) ? code : Words.Find(text);

    /// <summary>True for an alpha-2 code in capitals.</summary>
    public static bool IsCode(ReadOnlySpan<char> text) => text.Length == 2 && KnownSpans.Contains(text);

    /// <summary>The code of the country with nearly this name, or null.</summary>
    internal static string? Nearest(string text) => Words.Nearest(text);

    /// <summary>The country's name in the language of the culture; the code itself for an unknown one.</summary>
    public static string Name(string code, CultureInfo culture) => Known.Contains(code) ? Texts.Get("country.name." + code, culture) : code;

    private static IEnumerable<(string Word, string Code)> AllWords()
    {
        foreach (var pair in CodePairs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var code = Intern(pair[..2]);
            yield return (pair[..2], code);
            yield return (pair[2..], code);
            foreach (var name in Texts.Entries["country.name." + code]) yield return (name, code);
        }
        foreach (var (word, code) in WordTable.Entries(Variants)) yield return (word, Intern(code));
    }

    private static string Intern(string code) => KnownSpans.TryGetValue(code, out var known) ? known : code;
}
