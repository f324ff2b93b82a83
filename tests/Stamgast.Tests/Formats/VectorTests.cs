using System.Text.Json;
using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

/// <summary>Published and synthetic numbers with the verdict on each (vectors.json).</summary>
public class VectorTests
{
    public static TheoryData<string, string, bool> Vectors()
    {
        using var stream = typeof(VectorTests).Assembly.GetManifestResourceStream("vectors.json")!;
        var data = new TheoryData<string, string, bool>();
        foreach (var vector in JsonDocument.Parse(stream).RootElement.EnumerateArray())
            data.Add(vector[0].GetString()!, vector[1].GetString()!, vector[2].GetBoolean());
        return data;
    }

    [Fact]
    public void There_are_eighty() => Assert.Equal(80, Vectors().Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Each_number_is_judged_as_expected(string type, string value, bool valid) => Assert.Equal(valid, IsValid(type, value));

    private static bool IsValid(string type, string value) => type switch
    {
        "be-nrn" => BelgianRegisterNumber.IsRegisterNumber(value),
        "be-bis" => BelgianRegisterNumber.IsBis(value),
        "be-enterprise" => EnterpriseNumber.IsBelgian(value),
        "be-ogm" => StructuredCommunication.IsValid(value),
        "nl-bsn" => CitizenServiceNumber.IsValid(value),
        "nl-btw" => VatNumber.IsValid(value),
        "iban" => Iban.IsValid(value),
        "lu-vat" => VatNumber.IsValid("LU" + value),
        "fr-siren" => EnterpriseNumber.IsSiren(value),
        "fr-vat" => VatNumber.IsValid("FR" + value),
        "de-vat" => VatNumber.IsValid("DE" + value),
        "email" => EmailAddress.IsValid(value),
        _ when type.StartsWith("postal-", StringComparison.Ordinal) => PostalCode.IsValid(value, type[7..]),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A vector without a rule."),
    };
}
