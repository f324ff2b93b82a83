using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Tables.Cards;

namespace Stamgast.Exporting;

/// <summary>Writes address cards, vCard 4.0 (RFC 6350). The cells are those of <see cref="ExportColumn.Template"/>.</summary>
internal sealed class VCardExport(Stream into) : ExportWriter
{
    private const int LongestLine = 75;

    private readonly ByteBuffer buffer = new(into);
    private readonly CustomerValues values = new();

    public override void Write(ExportRows rows)
    {
        for (var i = 0; i < CustomerFields.Count; i++) values[i] = Encoding.UTF8.GetString(rows.Cell(i + 2));
        var id = Encoding.UTF8.GetString(rows.Cell(0));
        Line("BEGIN", "VCARD");
        Line("VERSION", "4.0");
        Line("UID;VALUE=text", Card.OwnUid + id);
        Line(Card.OwnPrefix + "VERSION", Encoding.UTF8.GetString(rows.Cell(1)));
        Text(Card.OwnPrefix + "NUMBER", CustomerFields.Number);
        WriteName(id);
        WriteContact();
        WriteAddress("ADR;TYPE=home", CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City,
            CustomerFields.Country);
        WriteAddress("ADR;TYPE=work", CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox,
            CustomerFields.DeliveryPostalCode, CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry);
        Text("LANG", CustomerFields.Language);
        Line("CATEGORIES", string.Join(',', CustomerValues.Elements(values[CustomerFields.Groups]).Select(Escaped)));
        Line("URL", values[CustomerFields.Website]);
        Text("NOTE", CustomerFields.Notes);
        Line("END", "VCARD");
    }

    public override void End() => buffer.Flush();

    private void WriteName(string id)
    {
        Line("KIND", values.IsCompany ? "org" : "individual");
        // A card must have a formatted name.
        Line("FN", Escaped(values.DisplayName ?? values[CustomerFields.Email] ?? values[CustomerFields.Number] ?? id));
        string?[] parts = [values[CustomerFields.LastName], values[CustomerFields.FirstName], null, values[CustomerFields.Salutation], null];
        if (values[CustomerFields.Particle] is { } particle) parts[0] = parts[0] is null ? particle : particle + " " + parts[0];
        Text(Card.OwnPrefix + "PARTICLE", CustomerFields.Particle);
        if (Array.Exists(parts, p => p is not null)) Line("N", string.Join(';', parts.Select(p => Escaped(p ?? ""))));
        Text("ORG", CustomerFields.CompanyName);
        Line("BDAY", values[CustomerFields.BirthDate]?.Replace("-", "", StringComparison.Ordinal));
        Line("GENDER", values[CustomerFields.Gender] switch { "1" => "M", "2" => "F", "9" => "N", _ => null });
    }

    private void WriteContact()
    {
        if (values[CustomerFields.Email] is { } email) Line("EMAIL;PREF=1", Escaped(email));
        foreach (var other in CustomerValues.Elements(values[CustomerFields.OtherEmails])) Line("EMAIL;" + Card.OwnOther, Escaped(other));
        if (values[CustomerFields.Phone] is { } phone) Line("TEL;VALUE=uri;TYPE=voice;PREF=1", "tel:" + phone);
        if (values[CustomerFields.Mobile] is { } mobile) Line("TEL;VALUE=uri;TYPE=cell", "tel:" + mobile);
        foreach (var other in CustomerValues.Elements(values[CustomerFields.OtherPhones])) Line("TEL;VALUE=uri;TYPE=voice;" + Card.OwnOther, "tel:" + other);
    }

    // Box and extended address are left empty, as RFC 6350 (6.3.1) advises: the street has it all.
    private void WriteAddress(string name, int street, int houseNumber, int box, int postalCode, int city, int country)
    {
        var boxWord = values[CustomerFields.Language]?[..2] switch { "nl" => "bus ", "fr" => "bte ", _ => "box " };
        string?[] inStreet = [values[street], values[houseNumber], values[box] is { } number ? boxWord + number : null];
        string?[] parts = [null, null, string.Join(' ', inStreet.Where(p => p is not null)), values[city], null, values[postalCode], values[country]];
        if (parts.Any(p => !string.IsNullOrEmpty(p))) Line(name, string.Join(';', parts.Select(p => Escaped(p ?? ""))));
        WriteParts(parts[2]!, name.EndsWith("work", StringComparison.Ordinal) ? "WORK-" : "", street, houseNumber, box);
    }

    // The card has street, number and box in one; if splitting them again would give a different result, they are also written separately.
    private void WriteParts(string joined, string prefix, int street, int houseNumber, int box)
    {
        var cut = AddressParts.OfStreetLine(joined);
        if (cut.Street == values[street] && cut.HouseNumber == values[houseNumber] && cut.Box == values[box]) return;
        Text(Card.OwnPrefix + prefix + "STREET", street);
        Text(Card.OwnPrefix + prefix + "HOUSE-NUMBER", houseNumber);
        Text(Card.OwnPrefix + prefix + "BOX", box);
    }

    private void Text(string name, int field) => Line(name, values[field] is { } value ? Escaped(value) : null);

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Lines of more than 75 octets are folded, never within a character.
    private void Line(string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        ReadOnlySpan<byte> line = Encoding.UTF8.GetBytes(name + ":" + value);
        for (var room = LongestLine; line.Length > room; room = LongestLine - 1)
        {
            var end = room;
            while ((line[end] & 0xC0) == 0x80) end--;
            buffer.Write(line[..end]);
            buffer.Write("\r\n "u8);
            line = line[end..];
        }
        buffer.Write(line);
        buffer.Write("\r\n"u8);
    }
}
