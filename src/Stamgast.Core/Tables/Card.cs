using System.Globalization;
using System.Text;

namespace Stamgast.Tables;

/// <summary>One address card while it is read: the values of its known properties by column.</summary>
internal sealed class Card
{
    private static readonly string[] AddressParts = ["STREET", "HOUSE-NUMBER", "BOX"];

    /// <summary>All columns that a card can fill, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "KIND", "FN", "N.prefix", "N.given", "N.additional", "N.family", "N.suffix", "NICKNAME", "ORG", "ORG.unit", "TITLE", "ROLE", "BDAY", "GENDER",
        "EMAIL", "EMAIL.other", "TEL", "TEL.cell", "TEL.other", "TEL.fax",
        "ADR.street", "ADR.box", "ADR.extended", "ADR.code", "ADR.city", "ADR.region", "ADR.country",
        "ADR.work.street", "ADR.work.box", "ADR.work.extended", "ADR.work.code", "ADR.work.city", "ADR.work.region", "ADR.work.country",
        "URL", "LANG", "CATEGORIES", "NOTE", "UID", "REV",
        .. OwnParts.Select(p => OwnPrefix + p),
    ];

    /// <summary>Starts the properties of our own cards for what the standard has no place for, and the UID of each (RFC 6350, 6.10).</summary>
    public const string OwnPrefix = "X-STAMGAST-";
    public const string OwnUid = "stamgast-";

    /// <summary>Marks a phone number or e-mail address of our own cards that is another one beside the main one.</summary>
    public const string OwnOther = "X-STAMGAST=other";

    private static string[] OwnParts => ["ID", "VERSION", "NUMBER", "PARTICLE", .. AddressParts, .. AddressParts.Select(p => "WORK-" + p)];

    private static readonly Dictionary<string, int> Index = Columns.Select((name, at) => (name, at)).ToDictionary(c => c.name, c => c.at, StringComparer.Ordinal);
    private readonly string[] values = new string[Columns.Count];
    private bool showsCompany;
    private bool isOwn;

    /// <summary>True for a card that names a group of others: nobody's own (RFC 6350, 6.1.4).</summary>
    public bool IsGroup { get; private set; }

    public string this[int column] => values[column];

    public void Clear()
    {
        Array.Fill(values, "");
        showsCompany = isOwn = IsGroup = false;
    }

    /// <summary>Takes one unfolded line: [group.]NAME[;parameters]:value.</summary>
    public void Add(string line)
    {
        var colon = Colon(line);
        if (colon <= 0) return;
        var parts = line[..colon].Split(';');
        var name = parts[0][(parts[0].LastIndexOf('.') + 1)..].ToUpperInvariant();
        var types = string.Join(' ', parts[1..]).ToUpperInvariant();
        var value = line[(colon + 1)..];
        if (name == "UID" && value.StartsWith(OwnUid, StringComparison.Ordinal) && value[OwnUid.Length..] is var id && id.Length > 0 && id.All(char.IsAsciiDigit))
        {
            isOwn = true;
            Set(OwnPrefix + "ID", id);
            return;
        }
        if (types.Contains("BASE64", StringComparison.Ordinal) || types.Contains("ENCODING=B", StringComparison.Ordinal)) return;
        if (types.Contains("QUOTED-PRINTABLE", StringComparison.Ordinal)) value = QuotedPrintable(value, parts);
        Take(name, types, value);
    }

    /// <summary>Decides, at the end of the card, whether it is a person or a company.</summary>
    public void Finish()
    {
        if (Array.TrueForAll(values, v => v.Length == 0)) return;
        var kind = this["KIND"].ToUpperInvariant();
        IsGroup |= kind == "GROUP";
        var isNamed = this["N.family"].Length + this["N.given"].Length > 0;
        var isCompany = kind is "ORG" or "ORGANIZATION" || showsCompany || (kind.Length == 0 && !isNamed && this["ORG"].Length > 0 && (this["FN"].Length == 0 || this["FN"] == this["ORG"]));
        Set("KIND", isCompany ? "company" : "person");
        // The name of a company stands in ORG; FN would make a person of it.
        if (isCompany && this["ORG"].Length == 0) Set("ORG", this["FN"]);
        // Phones put a whole name into the place of the first.
        if (isCompany || isOwn) Set("FN", "");
        else if (this["N.family"].Length == 0 && this["N.given"] == this["FN"] && this["FN"].Contains(' ', StringComparison.Ordinal)) Set("N.given", "");
        if (isOwn) FinishOwn();
    }

    // Our own cards say again, in parts, what the standard joins.
    private void FinishOwn()
    {
        if (this[OwnPrefix + "PARTICLE"] is { Length: > 0 } particle && this["N.family"].StartsWith(particle, StringComparison.Ordinal)) Set("N.family", this["N.family"][particle.Length..].Trim());
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
        if (value.Length > 0) Set(column, this[column].Length == 0 ? value : this[column] + " | " + value);
    }

    private void Take(string name, string types, string value)
    {
        switch (name)
        {
            case "N":
                Structured(value, "N.family", "N.given", "N.additional", "N.prefix", "N.suffix");
                break;
            case "ORG":
                Structured(value, "ORG", "ORG.unit");
                break;
            case "ADR":
                TakeAddress(value, isOwn && types.Contains("WORK", StringComparison.Ordinal));
                break;
            case "TEL":
                TakePhone(Plain(value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value[4..] : value), types);
                break;
            case "EMAIL":
                var mail = Plain(value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value[7..] : value);
                if (this["EMAIL"].Length > 0 && types.Contains("PREF", StringComparison.Ordinal) && (!types.Contains("PREF=", StringComparison.Ordinal) || types.Split(' ').Contains("PREF=1"))) (mail, values[Index["EMAIL"]]) = (this["EMAIL"], mail);
                if (this["EMAIL"].Length == 0 && !types.Contains(OwnOther, StringComparison.OrdinalIgnoreCase)) Set("EMAIL", mail);
                else Join("EMAIL.other", mail);
                break;
            case "BDAY":
                // Phones that know no birth year write the leap year 1604.
                if (!types.Contains("OMIT-YEAR", StringComparison.Ordinal)) SetFirst("BDAY", Date(value.Trim()));
                break;
            case "GENDER":
                SetFirst("GENDER", value.Split(';')[0].Trim().ToUpperInvariant() switch { "N" => "9", "O" => "9", "U" => "0", var letter => letter });
                break;
            case "CATEGORIES":
                foreach (var category in Split(value, ',')) Join("CATEGORIES", Plain(category));
                break;
            case "X-ADDRESSBOOKSERVER-KIND":
                IsGroup |= value.Trim().Equals("GROUP", StringComparison.OrdinalIgnoreCase);
                break;
            case "X-ABSHOWAS":
                showsCompany = value.Trim().Equals("COMPANY", StringComparison.OrdinalIgnoreCase);
                break;
            case "FN" or "KIND" or "NICKNAME" or "TITLE" or "ROLE" or "URL" or "LANG" or "UID" or "REV":
                SetFirst(name, Plain(value));
                break;
            case var own when own.StartsWith(OwnPrefix, StringComparison.Ordinal) && Index.ContainsKey(own):
                if (isOwn) SetFirst(own, Plain(value));
                break;
            case "NOTE":
                Set("NOTE", this["NOTE"].Length == 0 ? Plain(value) : this["NOTE"] + "\n" + Plain(value));
                break;
        }
    }

    private void TakeAddress(string value, bool isWork)
    {
        var prefix = !isWork && this["ADR.street"].Length + this["ADR.city"].Length + this["ADR.code"].Length == 0 ? "ADR." : "ADR.work.";
        if (prefix == "ADR.work." && this["ADR.work.street"].Length + this["ADR.work.city"].Length > 0) return;
        Structured(value, prefix + "box", prefix + "extended", prefix + "street", prefix + "city", prefix + "region", prefix + "code", prefix + "country");
    }

    private void TakePhone(string number, string types)
    {
        if (types.Contains("FAX", StringComparison.Ordinal)) SetFirst("TEL.fax", number);
        else if (types.Contains(OwnOther, StringComparison.OrdinalIgnoreCase)) Join("TEL.other", number);
        else if (types.Contains("CELL", StringComparison.Ordinal) && this["TEL.cell"].Length == 0) Set("TEL.cell", number);
        else if (this["TEL"].Length == 0) Set("TEL", number);
        else Join("TEL.other", number);
    }

    private void Structured(string value, params ReadOnlySpan<string> columns)
    {
        var parts = Split(value, ';');
        for (var at = 0; at < columns.Length && at < parts.Count; at++) Set(columns[at], Plain(parts[at]).Trim());
    }

    // The colon after the parameters; one inside a quoted parameter does not count.
    private static int Colon(string line)
    {
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"') isQuoted = !isQuoted;
            else if (line[at] == ':' && !isQuoted) return at;
        }
        return -1;
    }

    private static List<string> Split(string value, char separator)
    {
        var parts = new List<string>();
        var from = 0;
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] == '\\') at++;
            else if (at == value.Length || value[at] == separator)
            {
                parts.Add(value[from..at]);
                from = at + 1;
            }
        }
        if (from <= value.Length && parts.Count == 0) parts.Add(value[from..]);
        return parts;
    }

    private static string Plain(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value.Trim();
        var plain = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length) plain.Append(value[++at] is 'n' or 'N' ? '\n' : value[at]);
            else plain.Append(value[at]);
        }
        return plain.ToString().Trim();
    }

    // "19850730" and "1985-07-30T00:00:00Z" are dates; "--0730" is only a birthday.
    private static string Date(string value)
    {
        var day = value.Split('T')[0];
        if (day.StartsWith("--", StringComparison.Ordinal)) return "";
        return DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day;
    }

    private static string QuotedPrintable(string value, string[] parameters)
    {
        var bytes = new List<byte>(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '=' && at + 2 < value.Length && byte.TryParse(value.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                at += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes([value[at]]));
        }
        var named = Array.Find(parameters, p => p.StartsWith("CHARSET=", StringComparison.OrdinalIgnoreCase))?[8..];
        var encoding = EncodingGuess.Of([.. bytes]);
        if (named is not null && !named.Equals("UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                encoding = TextEncoding.Named(named);
            }
            catch (RefusedException)
            {
                // A name that nobody knows: the guess from the bytes stands.
            }
        }
        using var source = new TextSource(new MemoryStream([.. bytes]), encoding, default);
        var text = new char[bytes.Count + 16];
        var length = 0;
        for (var count = source.Read(text); count > 0 && length + 16 < text.Length; count = source.Read(text.AsSpan(length))) length += count;
        return new string(text, 0, length);
    }
}
