namespace Stamgast.SampleData;

/// <summary>Common street names.</summary>
internal static class Streets
{
    private static readonly string[] DutchRoots = List(
        "Kerk, Molen, Stations, School, Dorps, Nieuw, Hoog, Veld, Bos, Berken, Eiken, Linden, Kastanje, Tulpen, Rozen, Leopold, Albert, Koning, Brussel, Gent, "
            + "Leuven, Kortrijk, Markt, Groen, Zand, Steen, Water, Vaart, Haven, Zee, Duin, Heide, Beuken, Populieren, Kapel, Pastorie, Gemeente, Gasthuis, "
            + "Abdij, Klooster, Vrijheids, Republiek, Ooster, Wester, Noorder, Zuider, Lijster, Merel, Vinken, Zwaluw, Korenbloem, Wilgen, Acacia, Sterre, "
            + "Meers, Brug, Hoeve, Tuin, Spoor, Nijverheids");

    private static readonly string[] DutchKinds = List("straat, straat, straat, straat, laan, laan, weg, plein, lei, dreef, steenweg, hof, kaai, baan, pad");

    private static readonly string[] HollandKinds = List("straat, straat, straat, straat, laan, laan, weg, weg, plein, singel, gracht, hof, kade, dijk, pad");

    private static readonly string[] FrenchKinds = List(
        "Rue, Rue, Rue, Rue, Rue, Avenue, Avenue, Place, Chaussée, Boulevard, Allée, Impasse, Clos, Quai, Chemin");

    private static readonly string[] FrenchNames = List(
        "de la Gare, de l'Église, du Moulin, des Écoles, de la Station, du Château, Victor Hugo, Albert Ier, de Namur, de Liège, de Bruxelles, des "
            + "Combattants, de la Liberté, du Centre, des Tilleuls, de la Fontaine, du Marché, de la Paix, des Alliés, Saint-Martin, Saint-Pierre, Léopold II, "
            + "Joseph Wauters, de France, de la République, Jean Jaurès, Pasteur, Gambetta, du Général de Gaulle, des Lilas, des Roses, des Prés, du Bois, de "
            + "la Forêt, de l'Abbaye, du Parc, des Peupliers, de la Montagne, des Vignes, du Pont, Neuve, Haute, Basse, Grande, du Calvaire, des Acacias, de "
            + "l'Industrie, du Tilleul, de la Chapelle, des Carrières");

    private static readonly string[] GermanRoots = List(
        "Haupt, Bahnhof, Schul, Garten, Berg, Kirch, Linden, Wald, Ring, Wiesen, Dorf, Goethe, Schiller, Bismarck, Mozart, Beethoven, Rosen, Feld, Birken, "
            + "Eichen, Mühlen, Markt, Post, Brunnen, Industrie, Rhein, Hafen, Schloss, Burg, Kloster, Sonnen, Tannen, Ahorn, Buchen, Kastanien, Amsel, Finken, "
            + "Erlen, Lerchen, Ulmen");

    private static readonly string[] GermanKinds = List("straße, straße, straße, straße, straße, weg, weg, allee, platz, gasse, ring, ufer, damm");

    /// <summary>A street of the place's country and language.</summary>
    public static string Draw(Place place, SeededRandom random) => place.Language switch
    {
        "nl" => random.Pick(DutchRoots) + random.Pick(place.Country == "NL" ? HollandKinds : DutchKinds),
        "fr" => $"{random.Pick(FrenchKinds)} {random.Pick(FrenchNames)}",
        _ => random.Pick(GermanRoots) + random.Pick(GermanKinds),
    };

    private static string[] List(string words) => words.Split(", ", StringSplitOptions.TrimEntries);
}
