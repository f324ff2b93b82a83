using System.Security.Cryptography;
using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.SampleData;

namespace Stamgast.Tests.SampleData;

public class SampleCustomersTests
{
    private const int Many = 6000;

    private static readonly List<SampleCustomer> Sample = [.. SampleCustomers.Generate(Many, 7, 10)];

    private static string Text(CustomerValues values) => string.Join(';', CustomerFields.All.Select(f => values[f]));

    [Fact]
    public void The_same_seed_gives_the_same_customers_on_every_machine()
    {
        var all = string.Join('\n', Sample.Select(s => Text(s.Values)));
        Assert.Equal(all, string.Join('\n', SampleCustomers.Generate(Many, 7, 10).Select(s => Text(s.Values))));
        Assert.Equal("20c4a3be722b929a", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16]);
        Assert.NotEqual(Text(Sample[100].Values), Text(SampleCustomers.Generate(101, 8, 10).Last().Values));
    }

    [Fact]
    public void A_longer_list_begins_like_a_shorter_one() =>
        Assert.Equal(SampleCustomers.Generate(50, 7, 10).Select(s => Text(s.Values)), Sample.Take(50).Select(s => Text(s.Values)));

    [Fact]
    public void The_named_customers_come_first()
    {
        string?[] names = ["Jozefien Aerts", "Boulangerie Lefèvre SRL", "Claes & Zonen NV", "Willem de Bakker"];
        Assert.Equal([.. names, "Josefien Aerts"], Sample.Take(5).Select(s => s.Values.DisplayName));
        Assert.Equal(1, Sample[4].DuplicateOf);
        var without = SampleCustomers.Generate(5).ToList();
        Assert.Equal(names, without.Take(4).Select(s => s.Values.DisplayName));
        Assert.DoesNotContain(without, s => s.Values[CustomerFields.FirstName] == "Josefien");
        Assert.All(without, s => Assert.Null(s.DuplicateOf));
    }

    [Fact]
    public void Every_value_is_canonical_and_without_a_warning()
    {
        var today = new DateOnly(2026, 11, 22);
        foreach (var sample in Sample)
        {
            var context = new RuleContext("BE", today, Country: sample.Values[CustomerFields.Country],
                DeliveryCountry: sample.Values[CustomerFields.DeliveryCountry]);
            foreach (var field in CustomerFields.All)
            {
                var read = FieldRules.Normalise(field, sample.Values[field], context);
                Assert.True(read.Problem is null && read.Warning is null && read.Value == sample.Values[field],
                    $"{field.Name}: {sample.Values[field]} {read.Problem?.Code} {read.Warning}");
            }
            Assert.NotNull(sample.Values.DisplayName);
        }
    }

    [Theory]
    [InlineData(CustomerFields.Number)]
    [InlineData(CustomerFields.Email)]
    [InlineData(CustomerFields.Mobile)]
    [InlineData(CustomerFields.VatNumber)]
    [InlineData(CustomerFields.EnterpriseNumber)]
    [InlineData(CustomerFields.Iban)]
    public void Unique_values_are_never_given_to_two_customers(int field)
    {
        var owners = Sample.Where(s => s.Values[field] is not null).GroupBy(s => s.Values[field]!);
        Assert.All(owners, o => Assert.Single(o.Select(s => s.Entity).Distinct()));
    }

    [Fact]
    public void No_two_customers_have_one_number()
    {
        var numbers = Sample.Select(s => s.Values[CustomerFields.Number]).OfType<string>().ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(numbers, n => Assert.StartsWith("C-1", n, StringComparison.Ordinal));
    }

    [Fact]
    public void About_the_chosen_share_repeats_an_earlier_original_with_named_errors()
    {
        var duplicates = Sample.Select((s, i) => (Sample: s, Id: i + 1)).Where(d => d.Sample.DuplicateOf is not null).ToList();
        Assert.InRange(duplicates.Count, Many * 8 / 100, Many * 12 / 100);
        foreach (var (duplicate, id) in duplicates)
        {
            var original = Sample[(int)duplicate.DuplicateOf! - 1];
            Assert.Null(original.DuplicateOf);
            Assert.True(duplicate.DuplicateOf < id);
            Assert.Equal(original.Entity, duplicate.Entity);
            Assert.NotEmpty(duplicate.Errors);
            Assert.NotEqual(Text(original.Values), Text(duplicate.Values));
        }
    }

    [Fact]
    public void Some_share_a_home_and_remain_two_customers()
    {
        var homes = Sample.Where(s => !s.Values.IsCompany && s.Values[CustomerFields.Street] is not null)
            .GroupBy(s => string.Join(';', new[] { CustomerFields.LastName, CustomerFields.Street, CustomerFields.HouseNumber,
            CustomerFields.PostalCode }.Select(f => s.Values[f])))
            .Where(h => h.Select(s => s.Entity).Distinct().Count() > 1).ToList();
        Assert.InRange(homes.Count, Many / 100, Many / 10);
        Assert.All(homes, h => Assert.Equal(h.Select(s => s.Entity).Distinct().Count(),
            h.Where(s => s.DuplicateOf is null).Select(s => s.Values[CustomerFields.FirstName]).Distinct().Count()));
    }

    [Fact]
    public void Sample_e_mail_addresses_never_receive_mail() =>
        Assert.All(Sample.Select(s => s.Values[CustomerFields.Email]).OfType<string>(), e => Assert.EndsWith(".example", e, StringComparison.Ordinal));

    [Fact]
    public void Both_kinds_and_all_five_countries_are_there()
    {
        Assert.InRange(Sample.Count(s => s.Values.IsCompany), Many / 5, Many * 3 / 10);
        Assert.Equal(["BE", "DE", "FR", "LU", "NL"], Sample.Select(s => s.Values[CustomerFields.Country]).Distinct().Order());
        Assert.Contains(Sample, s => s.Values[CustomerFields.Notes]?.Contains('\n') == true);
        Assert.Contains(Sample, s => s.Values[CustomerFields.Active] == "0");
    }

    [Fact]
    public void The_truth_file_names_the_entity_of_each_id()
    {
        Assert.Equal("id,entity,duplicate_of,errors", SampleCustomer.TruthHeader);
        Assert.Equal("1,1,,", Sample[0].TruthLine(1));
        Assert.Equal("5,1,1,typo_first+other_phone", Sample[4].TruthLine(5));
    }
}
