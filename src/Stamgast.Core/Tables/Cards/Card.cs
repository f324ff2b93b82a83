namespace Stamgast.Tables.Cards;

/// <summary>One address card while it is read: the values of its known properties by column.</summary>
internal sealed class Card
{
    private static readonly string[] AddressParts = ["STREET", "HOUSE-NUMBER", "BOX"];

    /// <summary>All columns that a card can fill, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "KIND", "FN", "N.prefix", "N.given", "N.additional", "N.family", "N.suffix", "NICKNAME", "ORG", "ORG.unit", "TITLE", "ROLE", "BDAY", "GENDER",
        "EMAIL", "EMAIL.other", "TEL", "TEL.cell", "TEL.other", "TEL.fax", "TEL.pager",
        "ADR.street", "ADR.box", "ADR.extended", "ADR.code", "ADR.city", "ADR.region", "ADR.country",
        "ADR.work.street", "ADR.work.box", "ADR.work.extended", "ADR.work.code", "ADR.work.city", "ADR.work.region", "ADR.work.country",
        "URL", "LANG", "CATEGORIES", "NOTE", "UID", "REV",
        .. OwnParts.Select(p => OwnPrefix + p),
    ];

    /// <summary>The prefix of our own card properties without a standard equivalent, and of the UID of each card (RFC 6350, 6.10).</summary>
    public const string OwnPrefix = "X-STAMGAST-";
    public const string OwnUid = "stamgast-";

    /// <summary>Marks an additional phone number or e-mail address of our own cards.</summary>
    public const string OwnOther = "X-STAMGAST=other";

    private static string[] OwnParts => ["ID", "VERSION", "NUMBER", "PARTICLE", .. AddressParts, .. AddressParts.Select(p => "WORK-" + p)];

    private static readonly Dictionary<string, int> Index = Columns.Select((name, at) => (name, at))
        .ToDictionary(c => c.name, c => c.at, StringComparer.Ordinal);
    private static readonly int Categories = Index["CATEGORIES"];

    // A longer value exceeds any field, which says so; more of it would only take time.
    private const int LongestJoined = 1 << 16;

    // Numbers that do not reach a person by voice.
    private static readonly string[] NoPhones = ["PAGER", "MODEM", "BBS", "TELEX", "TLX"];

    // For these, base64 content is text.
    private static readonly string[] Texts = ["N", "FN", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "TEL", "EMAIL", "URL", "CATEGORIES", "BDAY"];

    // Details of a person without a column: pictures, relations, other ways to reach them, other dates (RFC 6350, 6474, 6715, 8605, 9554; Apple).
    private static readonly string[] WithoutColumn =
    [
        "PHOTO", "LOGO", "SOUND", "KEY", "RELATED", "AGENT", "X-ABRELATEDNAMES", "X-SPOUSE", "X-MANAGER", "X-ASSISTANT", "X-EVOLUTION-SPOUSE",
            "X-EVOLUTION-MANAGER", "X-EVOLUTION-ASSISTANT",
        "IMPP", "SOCIALPROFILE", "X-SOCIALPROFILE", "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-SKYPE", "X-SKYPE-USERNAME", "X-TWITTER", "X-QQ",
        "X-GOOGLE-TALK",
        "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-ABDATE", "DEATHDATE", "DEATHPLACE", "BIRTHPLACE", "GEO", "TZ", "HOBBY", "INTEREST",
        "EXPERTISE", "PRONOUNS",
    ];

    private readonly List<string> unread = [];
    private readonly string[] values = new string[Columns.Count];
    private readonly List<string> members = [];
    private bool showsCompany;
    private bool isOwn;
    private bool hasEmptyName;
    private string reference = "";

    /// <summary>True for a card that names a group of others, not a person (RFC 6350, 6.1.4).</summary>
    public bool IsGroup { get; private set; }

    /// <summary>How such a card refers to the cards of its members.</summary>
    public IReadOnlyList<string> Members => members;

    /// <summary>The name of such a card.</summary>
    public string GroupName => this["FN"].Length > 0 ? this["FN"] : this["N.family"].Length > 0 ? this["N.family"] : this["ORG"];

    public string this[int column] => values[column];

    /// <summary>The properties with a value that no column takes, each once; "BDAY" for a birthday without its year, "ADR" for an address beyond the
    /// second.</summary>
    public IReadOnlyList<string> Unread => unread;

    /// <summary>The position of the groups among the columns.</summary>
    public static int GroupsColumn => Categories;

    public void Clear()
    {
        Array.Fill(values, "");
        members.Clear();
        unread.Clear();
        reference = "";
        showsCompany = isOwn = hasEmptyName = IsGroup = false;
    }

    /// <summary>Takes one unfolded line: [group.]NAME[;parameters]:value.</summary>
    public void Add(string line)
    {
        var colon = CardText.Colon(line);
        if (colon <= 0) return;
        var parts = line[..colon].Split(';');
        var name = parts[0][(parts[0].LastIndexOf('.') + 1)..].ToUpperInvariant();
        var types = string.Join(' ', parts[1..]).ToUpperInvariant();
        var value = line[(colon + 1)..];
        if (name == "UID") reference = value;
        if (name == "UID" && value.StartsWith(OwnUid, StringComparison.Ordinal) && value[OwnUid.Length..] is var id && id.Length > 0
            && id.All(char.IsAsciiDigit))
        {
            isOwn = true;
            Set(OwnPrefix + "ID", id);
            return;
        }
        if (WithoutColumn.Contains(name))
        {
            if (!string.IsNullOrWhiteSpace(value)) Miss(name);
            return;
        }
        if (CardText.IsBase64(types))
        {
            if (!Texts.Contains(name)) return;
            value = CardText.Base64(value, parts);
        }
        else if (types.Contains("QUOTED-PRINTABLE", StringComparison.Ordinal)) value = CardText.QuotedPrintable(value, parts);
        Take(name, types, value);
    }

    /// <summary>Decides, at the end of the card, whether it is a person or a company.</summary>
    public void Finish()
    {
        if (Array.TrueForAll(values, v => v.Length == 0)) return;
        MendNames();
        LeaveOutAddresses();
        var kind = this["KIND"].ToUpperInvariant();
        IsGroup |= kind == "GROUP";
        var isNamed = this["N.family"].Length + this["N.given"].Length > 0;
        var isCompany = kind is "ORG" or "ORGANIZATION" || showsCompany
            || (kind.Length == 0 && !isNamed && this["ORG"].Length > 0 && (this["FN"].Length == 0 || this["FN"] == this["ORG"]));
        Set("KIND", isCompany ? "company" : "person");
        // The name of a company is in ORG; FN would make it a person.
        if (isCompany && this["ORG"].Length == 0) Set("ORG", this["FN"]);
        // Phones put a whole name into the place of the first.
        if (isCompany || isOwn) Set("FN", "");
        else if (this["N.family"].Length == 0 && this["N.given"] == this["FN"] && this["FN"].Contains(' ', StringComparison.Ordinal)) Set("N.given", "");
        if (isOwn) FinishOwn();
    }

    // Damage that programs do to names, where the whole name tells what was meant.
    private void MendNames()
    {
        if (isOwn) return;
        var rest = this["N.given"] + this["N.additional"] + this["N.prefix"] + this["N.suffix"];
        // "Wauters\;Lotte\;\;\;": the signs between the parts were escaped too.
        if (rest.Length == 0 && this["N.family"].Contains(';', StringComparison.Ordinal))
            Structured(this["N.family"], "N.family", "N.given", "N.additional", "N.prefix", "N.suffix");
        var whole = this["FN"];
        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (this["N.family"].Length > 0)
        {
            // "J & N Hermans" are two persons: their parts say so, and the ampersand would make a company.
            if (whole.Contains('&', StringComparison.Ordinal) && !this["N.family"].Contains('&', StringComparison.Ordinal) && whole != this["ORG"])
                Set("FN", "");
        }
        else if (words.Length > 3 && words[1] is "&" or "+" && IsInitial(words[0]) && IsInitial(words[2]))
        {
            Set("N.given", string.Join(' ', words[..3]));
            Set("N.family", string.Join(' ', words[3..]));
            Set("FN", "");
        }
        else if (hasEmptyName && whole.IndexOf(", ", StringComparison.Ordinal) is var comma and > 0 && whole[comma..].Count(c => c == ' ') > 2)
        {
            // If the structured name is empty, a comma within the whole one does not separate last and first name.
            Set("N.family", whole);
            Set("FN", "");
        }
    }

    // For people without a name, programs show a phone number or address instead, which is not a name; the card of a group has neither.
    private void LeaveOutAddresses()
    {
        if (isOwn) return;
        foreach (var column in (ReadOnlySpan<string>)["FN", "N.family", "N.given"])
            if (this[column].Length > 0 && Reaches(this[column])) Set(column, "");
    }

    private bool Reaches(string name)
    {
        if (name.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) name = name[7..];
        name = Bare(name.Trim('<', '>', '"', '\''));
        foreach (var column in (ReadOnlySpan<string>)["EMAIL", "EMAIL.other", "TEL", "TEL.cell", "TEL.other"])
            if (this[column].Length > 0 && this[column].Split(" | ").Any(r => Bare(r).Equals(name, StringComparison.OrdinalIgnoreCase))) return true;
        return false;

        // "0478 23 14 09" may be shown as "0478/231409".
        static string Bare(string text) => string.Concat(text.Split([' ', '\u00A0', '/', '.', '-', '(', ')']));
    }

    private void Miss(string name)
    {
        if (!unread.Contains(name)) unread.Add(name);
    }

    private static bool IsInitial(string word) => word.Length is 1 or 2 && char.IsUpper(word[0]) && (word.Length == 1 || word[1] == '.');

    /// <summary>Gives the card the groups that other cards say it is in.</summary>
    public void TakeGroups(CardGroups groups)
    {
        foreach (var group in groups.Of(reference, this["EMAIL"]).Split(" | ", StringSplitOptions.RemoveEmptyEntries))
            if (!this["CATEGORIES"].Split(" | ").Contains(group)) Join("CATEGORIES", group);
    }

    // Our own cards repeat, in parts, what the standard joins.
    private void FinishOwn()
    {
        if (this[OwnPrefix + "PARTICLE"] is { Length: > 0 } particle && this["N.family"].StartsWith(particle, StringComparison.Ordinal))
            Set("N.family", this["N.family"][particle.Length..].Trim());
        foreach (var (joined, prefix) in new[] { ("ADR.street", OwnPrefix), ("ADR.work.street", OwnPrefix + "WORK-") })
            if (AddressParts.Any(p => this[prefix + p].Length > 0)) Set(joined, "");
    }

    private string this[string column] => values[Index[column]];

    private void Set(string column, string value) => values[Index[column]] = value;

    private void SetFirst(string column, string value)
    {
        if (this[column].Length == 0) Set(column, value);
    }

    private void Join(string column, string value)
    {
        if (value.Length > 0 && this[column].Length < LongestJoined) Set(column, this[column].Length == 0 ? value : this[column] + " | " + value);
    }

    private void Take(string name, string types, string value)
    {
        switch (name)
        {
            case "N":
                hasEmptyName = value.AsSpan().Trim("; ").IsEmpty;
                Structured(value, "N.family", "N.given", "N.additional", "N.prefix", "N.suffix");
                break;
            case "ORG":
                Structured(value, "ORG", "ORG.unit");
                break;
            case "ADR":
                TakeAddress(value, isOwn && types.Contains("WORK", StringComparison.Ordinal));
                break;
            case "TEL":
                TakePhone(CardText.Plain(value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value[4..] : value), types);
                break;
            case "EMAIL":
                var mail = CardText.Plain(value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value[7..] : value);
                if (this["EMAIL"].Length > 0 && types.Contains("PREF", StringComparison.Ordinal)
                    && (!types.Contains("PREF=", StringComparison.Ordinal) || types.Split(' ').Contains("PREF=1"))) (mail, values[Index["EMAIL"]]) = (
                    this["EMAIL"], mail);
                if (this["EMAIL"].Length == 0 && !types.Contains(OwnOther, StringComparison.OrdinalIgnoreCase)) Set("EMAIL", mail);
                else Join("EMAIL.other", mail);
                break;
            case "BDAY":
                // Phones that know no birth year write the leap year 1604.
                if (types.Contains("OMIT-YEAR", StringComparison.Ordinal) || value.AsSpan().TrimStart().StartsWith("--")) Miss("BDAY");
                else SetFirst("BDAY", CardText.Date(value));
                break;
            case "GENDER":
                SetFirst("GENDER", value.Split(';')[0].Trim().ToUpperInvariant() switch { "N" => "9", "O" => "9", "U" => "0", var letter => letter });
                break;
            case "CATEGORIES":
                foreach (var category in CardText.Split(value, ',').Select(CardText.Plain))
                    if (!CardGroups.IsOfProgram(category)) Join("CATEGORIES", category);
                break;
            case "MEMBER" or "X-ADDRESSBOOKSERVER-MEMBER":
                members.Add(CardText.Plain(value));
                break;
            case "X-ADDRESSBOOKSERVER-KIND":
                IsGroup |= value.Trim().Equals("GROUP", StringComparison.OrdinalIgnoreCase);
                break;
            case "X-ABSHOWAS":
                showsCompany = value.Trim().Equals("COMPANY", StringComparison.OrdinalIgnoreCase);
                break;
            case "FN" or "KIND" or "NICKNAME" or "TITLE" or "ROLE" or "URL" or "LANG" or "UID" or "REV":
                SetFirst(name, CardText.Plain(value));
                break;
            case var own when own.StartsWith(OwnPrefix, StringComparison.Ordinal) && Index.ContainsKey(own):
                if (isOwn) SetFirst(own, CardText.Plain(value));
                break;
            case "NOTE":
                if (this["NOTE"].Length < LongestJoined)
                    Set("NOTE", this["NOTE"].Length == 0 ? CardText.Plain(value) : this["NOTE"] + "\n" + CardText.Plain(value));
                break;
        }
    }

    private void TakeAddress(string value, bool isWork)
    {
        var prefix = !isWork && this["ADR.street"].Length + this["ADR.city"].Length + this["ADR.code"].Length == 0 ? "ADR." : "ADR.work.";
        if (prefix == "ADR.work." && this["ADR.work.street"].Length + this["ADR.work.city"].Length > 0)
        {
            if (value.AsSpan().ContainsAnyExcept("; ")) Miss("ADR");
            return;
        }
        Structured(value, prefix + "box", prefix + "extended", prefix + "street", prefix + "city", prefix + "region", prefix + "code", prefix + "country");
    }

    private void TakePhone(string number, string types)
    {
        if (types.Contains("FAX", StringComparison.Ordinal)) SetFirst("TEL.fax", number);
        else if (NoPhones.Any(t => types.Contains(t, StringComparison.Ordinal)) && !types.Contains("CELL", StringComparison.Ordinal))
            SetFirst("TEL.pager", number);
        else if (types.Contains(OwnOther, StringComparison.OrdinalIgnoreCase)) Join("TEL.other", number);
        else if (types.Contains("CELL", StringComparison.Ordinal) && this["TEL.cell"].Length == 0) Set("TEL.cell", number);
        else if (this["TEL"].Length == 0) Set("TEL", number);
        else Join("TEL.other", number);
    }

    private void Structured(string value, params ReadOnlySpan<string> columns)
    {
        var parts = CardText.Split(value, ';');
        for (var at = 0; at < columns.Length && at < parts.Count; at++) Set(columns[at], CardText.Plain(parts[at]).Trim());
    }
}
