using Stamgast.Customers;
using Stamgast.Language;
using Stamgast.Testing;

namespace Stamgast.Tests.Customers.Rules;

/// <summary>docs/reference/field-rules.md names every field and every code, and none that does not exist.</summary>
public class FieldRulesDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "field-rules.md"));

    [Fact]
    public void Every_field_is_described() =>
        Assert.All(CustomerFields.All, field => Assert.Contains($"`{field.Name}`", Document, StringComparison.Ordinal));

    [Fact]
    public void Every_code_of_the_field_rules_is_described()
    {
        string[] kinds = ["text", "type", "gender", "flag", "country", "language", "date", "email", "phone", "postal", "enterprise", "vat", "iban", "website",
            "name", "required"];
        var codes = Texts.Entries.Keys
            .Select(key => key.StartsWith("problem.", StringComparison.Ordinal) && key.EndsWith(".what", StringComparison.Ordinal)
            ? key[8..^5] : key.StartsWith("warning.", StringComparison.Ordinal) ? key[8..] : null)
            .OfType<string>().Where(code => kinds.Contains(code.Split('.')[0])).Distinct().ToList();
        Assert.True(codes.Count > 40);
        Assert.All(codes, code => Assert.Contains($"`{code}`", Document, StringComparison.Ordinal));
    }
}
