using System.Collections.Frozen;

namespace Stamgast.Tables.Encodings;

/// <summary>The letters beyond ASCII of a European language, most frequent first: used to distinguish old code pages.</summary>
internal sealed class LanguageLetters
{
    private readonly FrozenDictionary<char, double> weights;
    private readonly double missing;

    private LanguageLetters(string letters, double most, double least, double missing)
    {
        var weights = new Dictionary<char, double>();
        for (var rank = 0; rank < letters.Length; rank++) weights.TryAdd(letters[rank], most - (most - least) * rank / letters.Length);
        this.weights = weights.ToFrozenDictionary();
        this.missing = missing;
    }

    private LanguageLetters(LanguageLetters others, string letters, double weight)
    {
        var weights = others.weights.ToDictionary();
        foreach (var letter in letters) weights[letter] = weight;
        (this.weights, missing, IsCapitalsApart) = (weights.ToFrozenDictionary(), others.missing, others.IsCapitalsApart);
    }

    // Among ASCII, a few special letters carry much weight; in a whole alphabet, the rare ones speak against a page.
    private static LanguageLetters Latin(string letters) => new(letters, 3.0, 1.4, -1.5);

    private static LanguageLetters Alphabet(string letters) => new(letters, 3.0, 0.0, -1.5);

    /// <summary>Lists of Western Europe mix languages: the approximate frequency of letters in names and notes, capitals separate.</summary>
    public static readonly LanguageLetters Western = new("éèëêäöüçïôàâîûáíóúñßãõøåæùòìœÿšžłćÉÈÖÜÄÇÀśżźąęńčřŁÔÎÊÂÛÓÁÑÍÚÅØ", 3.0, 0.05,
        -1) { IsCapitalsApart = true };

    /// <summary>A few people with a Turkish or Hungarian name on a list of Western Europe.</summary>
    public static readonly LanguageLetters WesternAndTurkish = new(Western, "ışğİŞĞ", 0.2);
    public static readonly LanguageLetters WesternAndHungarian = new(Western, "őűŐŰ", 2.45);
    public static readonly LanguageLetters Icelandic = Latin("íáðéóþúöæý");
    public static readonly LanguageLetters Polish = Latin("óąłężśćńź");
    public static readonly LanguageLetters Czech = Latin("áíěéýščřžůúňťďóöü");
    public static readonly LanguageLetters Slovak = Latin("áíéýščžúóňôľťďäŕĺ");
    public static readonly LanguageLetters Hungarian = Latin("áéőóöíüúű");
    public static readonly LanguageLetters Croatian = Latin("ćčšžđ");
    public static readonly LanguageLetters Romanian = Latin("ăâîşţșț");
    public static readonly LanguageLetters Turkish = Latin("ıişöüçğİâî");
    public static readonly LanguageLetters Lithuanian = Latin("ėųįšžūčęą");
    public static readonly LanguageLetters Latvian = Latin("āīēšņļūžķģčŗ");
    public static readonly LanguageLetters Estonian = Latin("äõöüšž");
    public static readonly LanguageLetters Maltese = Latin("ħżġċà");
    public static readonly LanguageLetters Portuguese = Latin("ãçáéíóõêâúôà");
    public static readonly LanguageLetters Nordic = Latin("øåæäöé");
    public static readonly LanguageLetters Greek = Alphabet("αιοεστνρηπκλυμωςάδγίόέήθύφχβξώψζϊϋ");
    public static readonly LanguageLetters Russian = Alphabet("оаеинтрвлскмдпуыьйгязбчюхжшэцщфёъ");
    public static readonly LanguageLetters Ukrainian = Alphabet("оанікервтлисдумпйьягюзбєчхшжцїщфґ");
    public static readonly LanguageLetters Belarusian = Alphabet("анікерасвтлоўйыдумпяьзгючбхшжцэёф");
    public static readonly LanguageLetters Bulgarian = Alphabet("аоеинтрвлсдкпмъзгбуячйцжщхшюфь");
    public static readonly LanguageLetters Serbian = Alphabet("аоиеинрјтсвкудмплзгбћчшјжњђцхљфџ");
    public static readonly LanguageLetters Macedonian = Alphabet("аоиентрсвкдлпмујзгбчшцжќѓњхфљџѕ");

    /// <summary>True when a capital has a weight of its own.</summary>
    private bool IsCapitalsApart { get; init; }

    /// <summary>How well a letter fits the language; negative for a letter it does not have.</summary>
    public double Of(char letter) =>
        weights.TryGetValue(letter, out var weight) || (!IsCapitalsApart && weights.TryGetValue(char.ToLowerInvariant(letter), out weight)) ? weight : missing;
}
