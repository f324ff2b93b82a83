namespace Stamgast.SampleData;

/// <summary>Remarks as colleagues write them, with the quotation marks, separators and line breaks that break careless programs.</summary>
internal static class SampleNotes
{
    private static readonly string[] Dutch =
    [
        "VIP", "betaalt laat", "Levering enkel in de voormiddag; bellen voor aankomst", "Zei: \"bel me na 17 u.\"", "Hond in de tuin.\nBel werkt niet.",
        "Wil facturen per post, geen e-mail", "Contact via echtgenote", "korting 5 % (afspraak 2019)", "Oud-medewerker",
        "Nieuwe winkel vanaf mei;\nadres volgt",
    ];

    private static readonly string[] French =
    [
        "VIP", "paie en retard", "Livraison le matin uniquement ; appeler avant", "A dit : « rappelez-moi après 17 h »",
            "Attention au chien.\nSonnette en panne.",
        "contacté le 12/03, pas de réponse", "Souhaite les factures par courrier", "remise 5 % (accord 2019)", "Parle aussi \"un peu\" néerlandais",
        "Nouveau magasin en mai ;\nadresse suit",
    ];

    private static readonly string[] German =
    [
        "VIP", "zahlt spät", "Lieferung nur vormittags; vorher anrufen", "Sagte: \"bitte erst nach 17 Uhr\"", "Hund im Garten.\nKlingel defekt.",
        "Rechnungen per Post", "5 % Rabatt (Absprache 2019)", "Ehemaliger Mitarbeiter", "Spricht auch Französisch", "Neues Geschäft ab Mai;\nAdresse folgt",
    ];

    public static string Draw(string language, SeededRandom random) => random.Pick(language switch { "nl" => Dutch, "fr" => French, _ => German });
}
