namespace Stamgast.SampleData;

/// <summary>First names and their nicknames.</summary>
internal static class CallNames
{
    private const string Table = """
        Jozef: Jef, Jos; Johannes: Jan, Hans, Joop; Willem: Wim; Cornelis: Kees, Cor; Hendrik: Henk, Rik; Pieter: Piet, Peter; Patrick: Pat; Christiane: Chris; Elisabeth: Els, Lies, Betty
        Johanna: Annie, Jo, Hanna; Margareta: Greet, Griet; Margaretha: Greet; Maria: Mieke, Mia, Marie; Thomas: Tom; Nicolas: Nico; Catherine: Cathy; Stéphanie: Steph; Alexander: Alex, Sander; Mohamed: Mo, Mohammed, Med
        Christophe: Chris; Frédéric: Fred; Katrien: Kaat; Jozefien: Josefien, Fien; Maximilian: Max; Katharina: Kathi; Wilhelmina: Mina, Willy; Cornelia: Corrie; Giuseppe: Pino; Antonio: Toni
        Guillaume: Guy; Philippe: Phil; Daniel: Dany; Benoît: Ben; Véronique: Véro; Isabelle: Isa; Dominique: Domi; Wolfgang: Wolf; Andreas: Andi; Sebastian: Basti; Gabriele: Gabi; Ursula: Uschi
        Susanne: Susi; Gerard: Ger; Robert: Rob; Vincent: Vince; Nathalie: Nath; Charlotte: Lotte; Annelies: Lies; Godelieve: Lieve; Jacqueline: Jacky; Nicole: Nicky; Liesbeth: Lies; Kathleen: Kaat; Filip: Flip
        Michiel: Chiel; Maarten: Mart; Martijn: Tijn; Jeroen: Jero; Michael: Micha; Matthias: Matze; Manfred: Manni; Dieter: Didi; Brigitte: Gitte; Angelika: Geli; Christine: Chris; Barbara: Bärbel; Francesco: Franco
        Salvatore: Toto; Vincenzo: Enzo; Giovanni: Gianni; Alessandro: Sandro; Krzysztof: Krzys; Katarzyna: Kasia; Małgorzata: Gosia; Aleksandra: Ola; Joanna: Asia; Mustafa: Musti; Fatima: Fati; Khadija: Kadija
        Youssef: Joussef, Yusuf; Ahmed: Ahmad; Said: Saïd; Caroline: Caro; Valérie: Val; Virginie: Virg; Emmanuel: Manu; Mathieu: Mat; Julien: Ju; Maxime: Max; Antoine: Tony; Laurent: Lolo; Alexandre: Alex; Hendrika: Riek
        """;

    private static readonly Dictionary<string, string[]> Known = Table
        .Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(e => e[..e.IndexOf(':', StringComparison.Ordinal)], e => e[(e.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(", "),
        StringComparer.Ordinal);

    /// <summary>A nickname, or the name itself.</summary>
    public static string Of(string firstName, SeededRandom random) =>
        Known.TryGetValue(firstName, out var called) ? random.Pick(called) : firstName;
}
