using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;

namespace Stamgast.Tests.Customers;

/// <summary>Where no string is made of a cell, it is its own value just when the rules say so.</summary>
public sealed class CellsAsWrittenProperties
{
    private static readonly string[] Cells =
    [
        "", " ", "***", "Aerts", " Aerts", "Aerts ", "Lefèvre", "Lefe\u0301vre", "a\u0007b", "a\nb", "\u200Baerts", "🙂", "\uD83D", "=1+1", "+32486123309", "0486 12 33 09", "+32486", "1985-07-30",
        "30/07/1985", "1985-02-30", "2985-07-30", "1985-7-30", "0000-00-00", "jozefien@post.example", "Jozefien@Post.example", "info@münchen.example", "info@xn--mnchen-3ya.example", "<a@post.example>", "fout@",
        "BE68539007547034", "BE68 5390 0754 7034", "be68539007547034", "BE0403019261", "NL123456789B01", "FR00123456789", "0403019261", "9000", "B-9000", "1067", "3511 AB", "3511ab", "L-1234",
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
        Assert.Superset(new HashSet<FieldKind> { FieldKind.Line, FieldKind.Text, FieldKind.Date, FieldKind.Email, FieldKind.Phone, FieldKind.Iban, FieldKind.VatNumber, FieldKind.PostalCode }, found);
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
