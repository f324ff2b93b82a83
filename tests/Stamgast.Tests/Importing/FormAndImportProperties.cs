using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Importing;

/// <summary>
/// A form and an import check a value by the same rule: both accept the same values, and an import never stores what the form refuses.
/// </summary>
public sealed class FormAndImportProperties
{
    private static readonly RuleContext Belgium = new("BE", new DateOnly(2026, 11, 30));

    private static readonly string[] Cells =
    [
        .. """
        niet van toepassing;niet gekend;particulier;Privé;PRIVAAT;no VAT;non assujetti;Non soumis;in aanvraag;en cours;kleine onderneming;KLEIN ONDERNEMER;vrijstelling;geen btw;sans;aucun;none;not applicable;pas de TVA
        keine;Kein;unknown;onbekend;exempt;exempté;idem;zie boven;te bevestigen;tba;opgevraagd;nihil;-;0;/;x;buitenland;geen nummer;Particulier/privé;VZW;NA;N.V.T.;n.v.t;Btw-plichtig;ja;nee;21%;co-contractant;IC;forfait
        gratis;eenheid;Lid btw-eenheid;0123;BE;BE 0;klant;GEENBTW;NIETGEKEND;INAANVRAAG;kein Telefon;geen e-mail;sans adresse e-mail;geen website;niet bellen;NULL;n/a;#N/A;#REF!;---;?;...;00000;000/00 00 00
        jan peeters@post.example;piet. hermans@post.example;kaat@ post.example;rik @post.example;an.maes@post .example;lies aerts @ post . example;e-mail: tom@post.example;ine@post.example ine2@post.example
        jan@post.example be;jan@post.be. ok;a@post.example (facturatie);Jan <a@post.example>;a@post.example,;mailto:a@post.example;a@b;a@@b.example;facturatie a@post.example;an@mail.post .example
        B-9000;BE-9000;B 9000;9000 Gent;L-1009;F-59000;D-01067;1067;3511AB;3511 ab;NL-3511 AB;1234;SW1A 1AA;9000.0;09000;75001 CEDEX 08;CH-8001;A-1010;00-950;1050 Elsene;99999;2000 Antwerpen 1;900;90 00;B1 1AA;LV-1010;AD500
        0486 12 33 09;04 75 12 34 56;+33 4 75 12 34 56;06-24331180;0032486123309;tel. 09 223 45 67;12;BE0403019261;BE 0403.019.261;BTW BE 403.019.261;NL002455799B11;DE136695976;CHE-123.456.789 MWST;NO123456789MVA;UK123456789
        USt-IdNr. DE136695976;BE68 5390 0754 7034;IBAN BE68539007547034;BE68;claes.example;https://claes.example/x;javascript:alert(1);n.v.t.nl;www.geen.example;30/07/1985;1985;onbekend jaar;Null;null;Geen;Gent;M;robot;99
        """.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        "a@post.example; b@post.example", "VIP | Retail", "a|b", new string('x', 400), "**", "*\u200B*", "\u200B-",
    ];

    // One field, and another that must stay as it is.
    private static readonly CustomerField[] Fields = [.. CustomerFields.All.Where(f => f.Ordinal != CustomerFields.LastName
        && f.Kind is not (FieldKind.Text or FieldKind.Flag))];

    [Fact]
    public void Form_and_import_accept_the_same_values_and_never_truncate()
    {
        var differences = new List<string>();
        foreach (var field in Fields)
            foreach (var (cell, row, hasRepair) in ByImport(field))
            {
                var (form, refused) = ByForm(field, cell);
                if (Difference(field, cell, form, refused, row, hasRepair) is { } difference) differences.Add($"{field.Name} \"{cell}\": {difference}");
            }
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(50)));
    }

    [Fact]
    public void Words_never_become_numbers_in_form_or_import()
    {
        string[] fields = ["vat_number", "enterprise_number", "iban", "phone", "mobile", "email"];
        foreach (var country in (string?[])[null, "NL", "FR", "DE", "LU", "US", "PL"])
            foreach (var name in fields)
                foreach (var cell in Cells.Where(c => !c.Any(char.IsAsciiDigit) && !c.Contains('@', StringComparison.Ordinal)))
                    Assert.Null(FieldRules.Normalise(CustomerFields.ByName(name)!, cell, Belgium with { Country = country }).Value);
    }

    private static string? Difference(CustomerField field, string cell, CustomerValues form, bool refused, ImportedRow row, bool hasRepair)
    {
        foreach (var made in CustomerFields.All.Where(f => row.Problems.Count == 0 && row.Has(f.Ordinal)))
        {
            var here = Belgium with { Country = row.Values[CustomerFields.Country], DeliveryCountry = row.Values[CustomerFields.DeliveryCountry] };
            var again = FieldRules.Normalise(made, row.Values[made], here);
            if (again.Problem is not null || again.Value != row.Values[made]) return $"the form would not take {row.Values[made]} as {made.Name}";
        }
        // A date that a spreadsheet made of a house number is reported and not stored; nobody types it.
        if (hasRepair && field.Ordinal is CustomerFields.HouseNumber or CustomerFields.Box or CustomerFields.DeliveryHouseNumber
            or CustomerFields.DeliveryBox && !row.Has(field.Ordinal)) return null;
        if (!refused)
        {
            if (row.Problems.Count > 0) return $"refused by the import only: {row.Problems[0].Code}";
            // The first address of a list is the main one if a file has no other.
            if (field.Ordinal == CustomerFields.OtherEmails)
                return form[field] == CustomerValues.Join([.. new[] { row.Values[CustomerFields.Email] }.OfType<string>(),
                    .. CustomerValues.Elements(row.Values[field])]) ? null : "other addresses";
            foreach (var other in CustomerFields.All.Where(f => f.Ordinal is not (CustomerFields.LastName or CustomerFields.Type) || f == field))
                if (form[other] != row.Values[other]) return $"{other.Name} is {form[other]} in the form and {row.Values[other]} in the import";
            return null;
        }
        if (row.Problems.Count > 0 || !row.Has(field.Ordinal)) return null;
        // A repair that is reported, can be switched off, and keeps every word.
        if (!hasRepair) return "made by the import without a word";
        var kept = string.Join(' ', CustomerFields.All.Select(f => row.Values[f])).ToLowerInvariant();
        foreach (var word in cell.Split([' ', ',', ';', '<', '>', '(', ')', '|'], StringSplitOptions.RemoveEmptyEntries))
            if (field.Kind is FieldKind.Email or FieldKind.PostalCode && word.Any(char.IsLetterOrDigit) && !word.EndsWith(':')
                && !kept.Contains(word.ToLowerInvariant(), StringComparison.Ordinal) && word != "Jan") return $"{word} is lost";
        return null;
    }

    private static (CustomerValues Values, bool Refused) ByForm(CustomerField field, string cell)
    {
        var raw = new CustomerValues { [CustomerFields.LastName] = "Aerts", [field] = cell };
        var problems = new List<Problem>();
        FieldRules.Spread(raw, Belgium);
        return (FieldRules.NormaliseAll(raw, Belgium, problems), problems.Count > 0);
    }

    private static List<(string Cell, ImportedRow Row, bool HasRepair)> ByImport(CustomerField field)
    {
        using var file = new TableText($"last_name;{field.Name}\n" + string.Concat(Cells.Select(cell => $"Aerts;\"{cell}\"\n")));
        using var table = TableFile.Open(file.FileName, new TableOptions { Delimiter = ';', HasHeader = true, KeepSubtotals = true }, default);
        var mapping = ColumnMapping.Guess(table).With(1, field.Name);
        var repairs = new Repairs(mapping, []);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(), Belgium, repairs);
        using var cells = table.ReadRows();
        var rows = new List<(string, ImportedRow, bool)>();
        foreach (var cell in Cells)
        {
            Assert.True(cells.Read(), string.Create(CultureInfo.InvariantCulture, $"{field.Name} {cell}"));
            var before = repairs.Found.Sum(r => r.Count);
            var row = new ImportedRow();
            reader.Read(cells, row);
            rows.Add((cell, row, repairs.Found.Sum(r => r.Count) > before));
        }
        return rows;
    }
}
