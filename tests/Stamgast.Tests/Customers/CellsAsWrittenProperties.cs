using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Tests.Customers;

/// <summary>A cell without a string is its own value exactly when the rules say so.</summary>
public sealed class CellsAsWrittenProperties
{
    private static readonly string[] Cells =
    [
        "", " ", "***", "Aerts", " Aerts", "Aerts ", "Lefèvre", "Lefe\u0301vre", "a\u0007b", "a\nb", "\u200Baerts", "🙂", "\uD83D", "=1+1", "+32486123309",
            "0486 12 33 09", "+32486", "1985-07-30",
        "30/07/1985", "1985-02-30", "2985-07-30", "1985-7-30", "0000-00-00", "jozefien@post.example", "Jozefien@Post.example", "info@münchen.example",
        "info@xn--mnchen-3ya.example", "<a@post.example>", "fout@",
        "BE68539007547034", "BE68 5390 0754 7034", "be68539007547034", "BE0403019261", "NL123456789B01", "FR00123456789", "0403019261", "9000", "B-9000",
        "1067", "3511 AB", "3511ab", "L-1234",
        "https://claes.example", "claes.example", "person", "nl", "BE", "f", "1", "VIP | Retail", "=", "Itself", new string('x', 100), new string('x', 5_000),
    ];

    [Fact]
    public void A_cell_counts_as_written_only_if_its_value_is_the_cell_without_any_remark()
    {
        var context = new RuleContext("BE", new DateOnly(2026, 11, 23));
        var found = new HashSet<FieldKind>();
        foreach (var field in CustomerFields.All)
            foreach (var country in (string?[])[null, "NL", "DE"])
                foreach (var cell in Cells)
                {
                    var here = context with { Country = country };
                    var wanted = FieldRules.Normalise(field, cell, here);
                    var isAsWritten = FieldRules.IsAsWritten(field, cell, here, out var value);
                    if (isAsWritten)
                    {
                        found.Add(field.Kind);
                        Assert.Equal(new NormalisedValue(cell, null, null, false), wanted);
                    }
                    else Assert.Equal(wanted, value);
                }
        Assert.Superset(new HashSet<FieldKind> { FieldKind.Line, FieldKind.Text, FieldKind.Date, FieldKind.Email, FieldKind.Phone, FieldKind.Iban,
            FieldKind.VatNumber, FieldKind.PostalCode }, found);
    }

    [Fact]
    public void A_canonical_cell_is_as_written_and_no_repair_touches_it()
    {
        string[] more =
        [
            "1850-01-01", "1849-12-31", "2199-12-31", "2200-01-01", "2024-02-29", "2023-02-29", "2026-11-23", "2026-11-24", "0485-07-30", "1985-00-10",
                "1985-13-10", "1985-07-00", "1985-07-32", "1985-07-1x", "20485",
            "+320486123309", "+3292345678", "+31624331180", "+310624331180", "+33612345678", "+330612345678", "+4915112345678", "+49015112345678",
            "+352621123456", "+35215621123456", "+442079460000", "+1", "+32486123309 ", "+3248612330x", "+324861233091234567",
            "j@b.example", "0@b.example", "_@b.example", "é@b.example", "a.@b.example", "a..b@c.example", "a@b", "a@b.EXAMPLE", "a@b@c.example", "A@b.example",
            "a&b@c.example", "a?b@c.example", "a:b@c.example", "E@c.example",
            "MT84MALT011000012345MTLCAST001S", "ES9121000418450200051332", "EE382200221020145685", "IBANBE68539007547034", "BE68539007547035",
            "NL91ABNA0417164300",
        ];
        var found = new HashSet<FieldKind>();
        foreach (var field in CustomerFields.All)
            foreach (var country in (string?[])[null, "NL", "DE", "LU", "US"])
                foreach (var cell in Cells.Concat(more))
                {
                    var here = new RuleContext("BE", new DateOnly(2026, 11, 23), Country: country);
                    if (!FieldRules.IsCanonical(field, cell, here)) continue;
                    found.Add(field.Kind);
                    Assert.Equal(new NormalisedValue(cell, null, null, false), FieldRules.Normalise(field, cell, here));
                    var repairs = new Repairs(new ColumnMapping(null, [new MappedColumn(0, field.Name, field.Name, MappingReason.Header, 1)]), []);
                    Assert.Equal(cell, repairs.Before(0, field, cell, 2).ToString());
                    Assert.Equal(0, repairs.Remarks);
                }
        Assert.Equal(new HashSet<FieldKind> { FieldKind.Date, FieldKind.Phone, FieldKind.Email, FieldKind.Iban }, found);
    }

    [Fact]
    public void What_programs_write_is_canonical()
    {
        var context = new RuleContext("BE", new DateOnly(2026, 11, 23));
        foreach (var (name, cell) in new[]
        {
            ("birth_date", "1985-07-30"), ("birth_date", "2024-02-29"), ("customer_since", "2027-01-01"), ("phone", "+3292345678"), ("mobile", "+32486123309"),
                ("mobile", "+31624331180"),
            ("email", "jozefien.aerts@telenet.example"), ("email", "J_A+x-1@sub.telenet.example"), ("iban", "BE68539007547034"), ("iban", "NL91ABNA0417164300"),
        })
            Assert.True(FieldRules.IsCanonical(CustomerFields.ByName(name)!, cell, context), cell);
        Assert.False(FieldRules.IsCanonical(CustomerFields.ByName("birth_date")!, "2026-11-24", context));
    }

    [Fact]
    public void A_clean_line_is_its_own_value()
    {
        var context = new RuleContext("BE", new DateOnly(2026, 11, 23));
        var clean = CustomerFields.All.Where(f => f.Kind is FieldKind.Line or FieldKind.Text)
            .SelectMany(f => Cells.Where(c => FieldRules.IsCleanLine(c, f.MaxLength)).Select(c => (Field: f, Cell: c))).ToList();
        Assert.Contains(clean, c => c.Cell == "Aerts");
        Assert.DoesNotContain(clean, c => c.Cell is "***" or " Aerts" or "Lefèvre");
        Assert.All(clean, c => Assert.Equal(new NormalisedValue(c.Cell, null, null, false), FieldRules.Normalise(c.Field, c.Cell, context)));
    }
}
