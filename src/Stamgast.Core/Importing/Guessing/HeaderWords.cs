using System.Collections.Frozen;
using Stamgast.Customers;
using Stamgast.Importing.Mapping;
using Stamgast.Language;
using Stamgast.Text;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// The headers used by people and programs, in English, Dutch, French and German, with their fields. Case, accents, spaces and punctuation do not
/// count. The program's own captions count too.
/// </summary>
internal static partial class HeaderWords
{
    private const double Exact = 0.95;
    private const double WithoutNoise = 0.85;

    // Words with more than one meaning count only if no other column has that meaning: a title is a job too, "Staat" a province.
    private static readonly Dictionary<string, string> Doubtful = new(StringComparer.Ordinal)
    {
        ["title"] = "salutation", ["titel"] = "salutation", ["titre"] = "salutation", ["staat"] = "country",
    };

    private static readonly string[] DeliveryWords = ["delivery", "shipping", "ship", "shipto", "levering", "lever", "leverings", "verzend", "verzending",
        "aflever", "livraison", "expedition", "lieferung", "liefer", "versand"];

    // "Prénom conjoint(e)", "Partner/in: Name", "Name des Partners".
    private static readonly string[] Links = ["e", "in", "s", "de", "du", "des", "der", "van", "of", "the", "la", "le", "l", "het", "den", "die", "das"];

    private static readonly string[] Joints = ["u", "und", "en", "et", "and", "y"];

    // Forms say of each field whether it must be filled in.
    private static readonly string[] Required = ["verplicht", "required", "obligatoire", "requis", "pflichtfeld", "pflicht", "mandatory", "erforderlich",
        "optioneel", "optional", "facultatif", "veld", "field", "champ", "feld"];

    // Forms speak to people: "Uw naam", "Ihre Adresse", "Votre nom".
    private static readonly string[] Polite = ["uw", "jouw", "je", "jullie", "mijn", "ihr", "ihre", "ihren", "ihrer", "dein", "deine", "mein", "meine", "votre",
        "vos", "ton", "ta", "tes", "mon", "ma", "mes", "your", "my", "wat", "is", "what", "whats", "quel", "quelle", "est", "wie", "lautet"];

    private static readonly string[] InvoiceWords = ["billing", "bill", "invoice", "invoicing", "factuur", "facturatie", "facturation", "facture", "rechnung",
        "rechnungs", "rechnungsname", "factuurnaam", "facturatienaam"];

    // Words that say whose value it is, if every column has them.
    private static readonly string[] Noise = ["customer", "klant", "client", "kunde", "kunden", "contact", "kontakt", "billing", "invoice", "factuur",
        "facturatie", "facturation", "rechnung", "rechnungs", "home", "prive", "privat", "primary", "main", "your", "uw", "votre", "value", "de", "du", "der",
        "des", "la", "le", "van", "the", "het", "of", "adr", "address", "adres", "adresse", "rel", "relatie", "debiteur", "default", "standaard", "mailing",
        "tegenpartij", "begunstigde", "contrepartie", "1", .. Required,
        // Forms ask: "Wat is je naam?"
        "wat", "is", "je", "jouw", "wil", "onze", "ontvangen", "what", "quel", "quelle", "est", "ton", "wie", "lautet", "ihr", "ihre", "dein", "deine"];

    private static readonly string[] Specials =
        ["id", "version", "full_name", "name", "address", "street_line", "postal_city", ImportTarget.ContactName, ImportTarget.ContactFirstName,
            ImportTarget.ContactLastName, ImportTarget.BirthYear, ImportTarget.BirthMonth, ImportTarget.BirthDay];

    private static readonly FrozenDictionary<string, string> Index = BuildIndex();

    /// <summary>The target of a header and its certainty (0 to 1); null when its words mean nothing. "name" still has to be decided.</summary>
    public static (string Target, double Confidence)? Find(string header)
    {
        var words = Words(header);
        if (words.Count == 0 || IsOfSomeoneElse(words)) return null;
        var whole = string.Concat(words);
        if (header.Contains('(', StringComparison.Ordinal) && OfParts(header) is { Length: > 0 } bracketed) return (bracketed, WithoutNoise);
        if (Index.TryGetValue(whole, out var target)) return (target, Exact);
        if (IsResponsibleOnly(words)) return ("label", WithoutNoise);
        if (NoField.Contains(whole) || IsNameOfAddress(words)) return null;
        if (Delivery(words) is { } delivery) return delivery;
        if (OfParts(header) is { } part) return part.Length > 0 ? (part, WithoutNoise) : null;
        var bare = Words(WithoutBrackets(header));
        if (bare.Count > 0 && bare.Count < words.Count && Index.TryGetValue(string.Concat(bare), out target)) return (target, WithoutNoise);
        if (OfEntity(words) is { } theirs) return (theirs, WithoutNoise);
        if (WithoutFirstWords(words) is { } ended) return (ended, WithoutNoise);
        words = words.FindAll(w => !Noise.Contains(w));
        if (words.Count == 0) return null;
        if (Index.TryGetValue(string.Concat(words), out target)) return (target, WithoutNoise);
        return Index.TryGetValue(string.Concat(words.Where(w => !Joints.Contains(w)).Select(Unshortened)), out target) ? (target, WithoutNoise) : null;
    }

    // "Straße u. Hausnr." is "Straße Hausnummer".
    private static string Unshortened(string word) =>
        word.EndsWith("nr", StringComparison.Ordinal) ? word[..^2] + "nummer" : word.EndsWith("num", StringComparison.Ordinal) ? word + "mer" : word;

    /// <summary>A possible meaning of a header if no other column has it; null for a clear or meaningless one.</summary>
    public static string? FindDoubtful(string header) =>
        Doubtful.GetValueOrDefault(Key(header)) ?? Doubtful.GetValueOrDefault(string.Concat(Words(header).Where(w => !Noise.Contains(w))));

    // "Billing address 1" is the first line of an address: only the words before it are meaningless.
    private static string? WithoutFirstWords(List<string> words)
    {
        for (var from = 1; from < words.Count && Noise.Contains(words[from - 1]); from++)
            if (Index.TryGetValue(string.Concat(words.Skip(from)), out var target)) return target;
        return null;
    }

    /// <summary>
    /// The meaning of a header about the customer's partner ("name" still has to be decided, also if nothing else is said); null for any other
    /// header.
    /// </summary>
    public static string? FindOfPartner(string header)
    {
        var words = Words(header);
        if (words.RemoveAll(OfPartners.Contains) == 0 || IsOfSomeoneElse(words)) return null;
        words.RemoveAll(Links.Contains);
        if (words.Count == 0) return "name";
        if (Index.TryGetValue(string.Concat(words), out var target)) return target;
        words.RemoveAll(Noise.Contains);
        return words.Count == 0 ? null : Index.GetValueOrDefault(string.Concat(words));
    }

    /// <summary>True for "Column1", "Spalte 3", "F5", "B": a header that a program made up, which says as much as none.</summary>
    public static bool IsMeaningless(string header)
    {
        var key = Key(header).TrimEnd([.. "0123456789"]);
        return key.Length == 0 || (key.Length == 1 && key != "l") || key is "column" or "kolom" or "colonne" or "spalte" or "field" or "veld" or "champ"
            or "feld" or "unnamed" or "col" or "kolomletter" or "var";
    }

    /// <summary>True for "Billing Name": the payer, beside a column with the customer.</summary>
    public static bool IsOfInvoices(string header) => Words(header).Exists(InvoiceWords.Contains);

    /// <summary>A header without case, accents, spaces and punctuation; two with the same key are the same column.</summary>
    public static string Key(string header) => string.Concat(Words(header));

    private static (string, double)? Delivery(List<string> words)
    {
        var others = words.FindAll(w => !DeliveryWords.Contains(w));
        if (others.Count == words.Count)
        {
            // Written as one word: "leveradres", "lieferstrasse", "verzendpostcode".
            var prefix = DeliveryWords.FirstOrDefault(d => d.Length > 4 && words[0].StartsWith(d, StringComparison.Ordinal) && words[0].Length > d.Length + 2);
            if (prefix is null) return null;
            others = [words[0][prefix.Length..], .. words.Skip(1)];
        }
        others.RemoveAll(w => w is "to" or "de" or "s" or "1");
        if (others.Count == 0) return null;
        var found = Index.GetValueOrDefault(string.Concat(others)) ?? Index.GetValueOrDefault(string.Concat(others.Where(w => !Noise.Contains(w))));
        return found is "street" or "street_line" or "house_number" or "box" or "postal_code" or "city" or "postal_city" or "country" or "address"
            ? ("delivery_" + found, WithoutNoise)
            : null;
    }

    private static string WithoutBrackets(string header)
    {
        var open = header.AsSpan().IndexOfAny('(', '[');
        return open > 0 ? header[..open] : header;
    }

    // "firstName" and "first_name" and "First name" are the same words.
    private static List<string> Words(string header)
    {
        var spaced = new System.Text.StringBuilder(header.Length + 8);
        for (var at = 0; at < header.Length; at++)
        {
            if (at > 0 && char.IsUpper(header[at]) && char.IsLower(header[at - 1])) spaced.Append(' ');
            spaced.Append(header[at] is '°' or 'º' ? ' ' : header[at]);
        }
        return [.. Folding.Fold(spaced.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static FrozenDictionary<string, string> BuildIndex()
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Synonyms.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var target = line[..colon];
            foreach (var word in line[(colon + 1)..].Split(',')) index.TryAdd(Key(word), target);
        }
        foreach (var field in CustomerFields.All)
        {
            index[Key(field.Name)] = field.Name;
            foreach (var caption in Texts.Entries[field.CaptionKey]) index.TryAdd(Key(caption), field.Name);
        }
        foreach (var special in Specials) index[Key(special)] = special;
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
