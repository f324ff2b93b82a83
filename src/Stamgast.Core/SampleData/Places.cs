using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.SampleData;

/// <summary>A town with one of its postal codes, its phone area (without the 0) and the language spoken at the door.</summary>
internal sealed record Place(string Country, string Language, string PostalCode, string City, string Area);

/// <summary>Real towns of five countries with their real postal codes.</summary>
internal static class Places
{
    public static readonly Place[] Flanders = Belgian("nl",
        """
        9000 Gent, 9050 Gentbrugge, 9040 Sint-Amandsberg, 2000 Antwerpen, 2018 Antwerpen, 2060 Antwerpen, 2100 Deurne, 2140 Borgerhout, 2600 Berchem, 2170 Merksem, 2610 Wilrijk,
        2660 Hoboken, 2800 Mechelen, 3000 Leuven, 3001 Heverlee, 3010 Kessel-Lo, 8000 Brugge, 8500 Kortrijk, 8800 Roeselare, 8400 Oostende, 9100 Sint-Niklaas, 9300 Aalst,
        9200 Dendermonde, 3500 Hasselt, 3600 Genk, 2300 Turnhout, 2440 Geel, 2200 Herentals, 2400 Mol, 2500 Lier, 2850 Boom, 2900 Schoten, 2930 Brasschaat, 2950 Kapellen, 3300 Tienen,
        3200 Aarschot, 3800 Sint-Truiden, 3700 Tongeren, 3900 Pelt, 3920 Lommel, 3960 Bree, 3680 Maaseik, 8900 Ieper, 8970 Poperinge, 8630 Veurne, 8600 Diksmuide, 8700 Tielt,
        8790 Waregem, 8870 Izegem, 8930 Menen, 8300 Knokke-Heist, 9700 Oudenaarde, 9600 Ronse, 9500 Geraardsbergen, 9400 Ninove, 9620 Zottegem, 9800 Deinze, 9900 Eeklo, 9160 Lokeren,
        9120 Beveren, 9230 Wetteren, 9820 Merelbeke, 9090 Melle, 9940 Evergem, 1500 Halle, 1800 Vilvoorde, 1700 Dilbeek, 1730 Asse, 1930 Zaventem, 1850 Grimbergen, 3080 Tervuren,
        2870 Puurs-Sint-Amands, 2830 Willebroek, 2570 Duffel, 2640 Mortsel, 2650 Edegem, 2550 Kontich, 1000 Brussel, 1090 Jette, 1070 Anderlecht
        """);

    public static readonly Place[] Wallonia = Belgian("fr",
        """
        1000 Bruxelles, 1030 Schaerbeek, 1040 Etterbeek, 1050 Ixelles, 1060 Saint-Gilles, 1070 Anderlecht, 1080 Molenbeek-Saint-Jean, 1090 Jette, 1140 Evere, 1150 Woluwe-Saint-Pierre,
        1160 Auderghem, 1170 Watermael-Boitsfort, 1180 Uccle, 1190 Forest, 1200 Woluwe-Saint-Lambert, 1210 Saint-Josse-ten-Noode, 4000 Liège, 4020 Liège, 4030 Grivegnée, 4040 Herstal,
        4100 Seraing, 4400 Flémalle, 4500 Huy, 4600 Visé, 4800 Verviers, 4900 Spa, 5000 Namur, 5100 Jambes, 5300 Andenne, 5500 Dinant, 5590 Ciney, 5600 Philippeville, 5030 Gembloux,
        6000 Charleroi, 6030 Marchienne-au-Pont, 6040 Jumet, 6060 Gilly, 6200 Châtelet, 6180 Courcelles, 6530 Thuin, 6460 Chimay, 6600 Bastogne, 6700 Arlon, 6760 Virton,
        6800 Libramont-Chevigny, 6900 Marche-en-Famenne, 7000 Mons, 7100 La Louvière, 7300 Boussu, 7500 Tournai, 7700 Mouscron, 7800 Ath, 7060 Soignies, 7130 Binche, 1300 Wavre,
        1340 Ottignies-Louvain-la-Neuve, 1348 Louvain-la-Neuve, 1400 Nivelles, 1410 Waterloo, 1420 Braine-l'Alleud, 1480 Tubize, 1330 Rixensart, 4280 Hannut, 4300 Waremme
        """);

    public static readonly Place[] EastBelgium = Belgian("de",
        "4700 Eupen, 4710 Lontzen, 4720 Kelmis, 4730 Raeren, 4780 Sankt Vith, 4750 Bütgenbach, 4760 Büllingen, 4770 Amel");

    public static readonly Place[] Netherlands = Parse("NL", "nl",
        """
        1012 Amsterdam 20, 1054 Amsterdam 20, 1072 Amsterdam 20, 1098 Amsterdam 20, 3011 Rotterdam 10, 3022 Rotterdam 10, 3039 Rotterdam 10, 3072 Rotterdam 10, 2511 Den Haag 70,
        2562 Den Haag 70, 2595 Den Haag 70, 3511 Utrecht 30, 3524 Utrecht 30, 3572 Utrecht 30, 5611 Eindhoven 40, 5623 Eindhoven 40, 5011 Tilburg 13, 5038 Tilburg 13, 9711 Groningen 50,
        9724 Groningen 50, 1315 Almere 36, 1334 Almere 36, 4811 Breda 76, 4827 Breda 76, 6511 Nijmegen 24, 6532 Nijmegen 24, 7311 Apeldoorn 55, 7331 Apeldoorn 55, 6811 Arnhem 26,
        6825 Arnhem 26, 2011 Haarlem 23, 2023 Haarlem 23, 7511 Enschede 53, 7533 Enschede 53, 3811 Amersfoort 33, 1506 Zaandam 75, 5211 's-Hertogenbosch 73, 8011 Zwolle 38,
        2711 Zoetermeer 79, 2311 Leiden 71, 6211 Maastricht 43, 3311 Dordrecht 78, 6711 Ede 318, 8911 Leeuwarden 58, 1811 Alkmaar 72, 2611 Delft 15, 7411 Deventer 570, 5701 Helmond 492,
        6411 Heerlen 45, 1211 Hilversum 35, 5911 Venlo 77, 4611 Bergen op Zoom 164, 4701 Roosendaal 165, 4331 Middelburg 118, 4381 Vlissingen 118, 4531 Terneuzen 115, 4561 Hulst 114,
        2801 Gouda 182, 1621 Hoorn 229, 9401 Assen 592, 7811 Emmen 591, 3901 Veenendaal 318, 4001 Tiel 344, 5401 Uden 413, 5341 Oss 412, 6041 Roermond 475, 6131 Sittard 46
        """);

    public static readonly Place[] France = Parse("FR", "fr",
        """
        75003 Paris 1, 75008 Paris 1, 75011 Paris 1, 75015 Paris 1, 75019 Paris 1, 69003 Lyon 4, 69007 Lyon 4, 13001 Marseille 4, 13008 Marseille 4, 59000 Lille 3, 59100 Roubaix 3,
        59200 Tourcoing 3, 59300 Valenciennes 3, 59140 Dunkerque 3, 62000 Arras 3, 62100 Calais 3, 31000 Toulouse 5, 06000 Nice 4, 44000 Nantes 2, 67000 Strasbourg 3,
        34000 Montpellier 4, 33000 Bordeaux 5, 35000 Rennes 2, 51100 Reims 3, 76600 Le Havre 2, 42000 Saint-Étienne 4, 83000 Toulon 4, 38000 Grenoble 4, 21000 Dijon 3, 49000 Angers 2,
        72000 Le Mans 2, 63000 Clermont-Ferrand 4, 37000 Tours 2, 57000 Metz 3, 54000 Nancy 3, 80000 Amiens 3, 02100 Saint-Quentin 3, 08000 Charleville-Mézières 3, 25000 Besançon 3,
        45000 Orléans 2, 76000 Rouen 2, 68100 Mulhouse 3, 14000 Caen 2, 86000 Poitiers 5, 87000 Limoges 5, 17000 La Rochelle 5
        """);

    public static readonly Place[] Germany = Parse("DE", "de",
        """
        10115 Berlin 30, 10437 Berlin 30, 12043 Berlin 30, 20095 Hamburg 40, 22303 Hamburg 40, 80331 München 89, 81541 München 89, 50667 Köln 221, 50823 Köln 221,
        60311 Frankfurt am Main 69, 70173 Stuttgart 711, 40213 Düsseldorf 211, 04109 Leipzig 341, 44135 Dortmund 231, 45127 Essen 201, 28195 Bremen 421, 01067 Dresden 351,
        30159 Hannover 511, 90402 Nürnberg 911, 47051 Duisburg 203, 44787 Bochum 234, 42103 Wuppertal 202, 33602 Bielefeld 521, 53111 Bonn 228, 48143 Münster 251, 76133 Karlsruhe 721,
        68159 Mannheim 621, 86150 Augsburg 821, 65183 Wiesbaden 611, 41061 Mönchengladbach 2161, 52062 Aachen 241, 52349 Düren 2421, 54290 Trier 651, 66111 Saarbrücken 681,
        55116 Mainz 6131, 24103 Kiel 431, 39104 Magdeburg 391, 79098 Freiburg im Breisgau 761, 99084 Erfurt 361, 18055 Rostock 381
        """);

    public static readonly Place[] Luxembourg = Parse("LU", "fr",
        """
        1210 Luxembourg 26, 1470 Luxembourg 26, 2520 Luxembourg 26, 4002 Esch-sur-Alzette 26, 4360 Esch-sur-Alzette 26, 4620 Differdange 26, 3440 Dudelange 26, 9220 Diekirch 26,
        9022 Ettelbruck 26, 6401 Echternach 26, 6701 Grevenmacher 26, 7520 Mersch 26, 8211 Mamer 26, 3225 Bettembourg 26, 4702 Pétange 26, 8050 Bertrange 26, 7240 Bereldange 26
        """);

    private static readonly Dictionary<(string Country, string City), Place> ByCity = new[] { Flanders, Wallonia, EastBelgium, Netherlands, France, Germany,
        Luxembourg }
        .SelectMany(places => places).DistinctBy(p => (p.Country, p.City)).ToDictionary(p => (p.Country, p.City));

    /// <summary>The place where a customer lives, or null for an unknown one.</summary>
    public static Place? Of(CustomerValues values) => ByCity.GetValueOrDefault((values[CustomerFields.Country] ?? "", values[CustomerFields.City] ?? ""));

    // The phone area of a Belgian town by the first two digits of its postal code.
    private const string BelgianAreas = """
        10:2 11:2 12:2 13:10 14:67 15:2 17:2 18:2 19:2 20:3 21:3 22:14 23:14 24:14 25:3 26:3 28:15 29:3 30:16 32:16 33:16 35:11 36:89 37:12 38:11 39:11 40:4 41:4 42:19 43:19 44:4 45:85 46:4 47:87 48:87 49:87
        50:81 51:81 53:85 55:82 56:71 60:71 61:71 62:71 64:60 65:71 66:61 67:63 68:61 69:84 70:65 71:64 73:65 75:69 77:56 78:68 80:50 83:50 84:59 85:56 86:58 87:56 88:51 89:57
        90:9 91:3 92:52 93:53 94:54 95:54 96:55 97:55 98:9 99:9
        """;

    private static Place[] Belgian(string language, string list)
    {
        var areas = BelgianAreas.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToDictionary(e => e[..2], e => e[3..], StringComparer.Ordinal);
        return [.. Entries(list).Select(e => new Place("BE", language, e[..4], e[5..], areas[e[..2]]))];
    }

    private static Place[] Parse(string country, string language, string list) =>
        [.. Entries(list).Select(e => (First: e.IndexOf(' ', StringComparison.Ordinal), Last: e.LastIndexOf(' '), Entry: e))
            .Select(e => new Place(country, language, e.Entry[..e.First], e.Entry[(e.First + 1)..e.Last], e.Entry[(e.Last + 1)..]))];

    private static string[] Entries(string list) => list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The postal code in full: a Dutch one gets its two letters.</summary>
    public static string PostalCode(Place place, SeededRandom random)
    {
        if (place.Country != "NL") return place.PostalCode;
        // No F, I, O, Q, U, Y, and never SA, SD or SS.
        const string letters = "ABCDEGHJKLMNPRTVWXZ";
        return string.Create(CultureInfo.InvariantCulture,
            $"{place.PostalCode} {letters[random.Below(letters.Length)]}{letters[random.Below(letters.Length)]}");
    }
}
