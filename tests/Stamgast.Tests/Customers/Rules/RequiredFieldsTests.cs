using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Settings;

namespace Stamgast.Tests.Customers.Rules;

public class RequiredFieldsTests
{
    private static CustomerValues Person(string? first = null, string? last = null, string? email = null, string? language = null, string? number = null,
        string? gender = null) => new()
    {
        [CustomerFields.Type] = "person",
        [CustomerFields.FirstName] = first,
        [CustomerFields.LastName] = last,
        [CustomerFields.Email] = email,
        [CustomerFields.Language] = language,
        [CustomerFields.Number] = number,
        [CustomerFields.Gender] = gender,
    };

    private static IEnumerable<string> Codes(RequiredPreset preset, CustomerValues after, CustomerValues? before = null) =>
        RequiredFields.Check(preset, after, before).Select(p => p.Code);

    [Fact]
    public void Each_preset_requires_its_fields_of_a_new_person()
    {
        Assert.Equal(["required.name"], Codes(RequiredPreset.Open, Person(email: "jozefien@telenet.example")));
        Assert.Empty(Codes(RequiredPreset.Open, Person(first: "Jozefien")));
        Assert.Equal(["required.last_name", "required.email", "required.language"], Codes(RequiredPreset.Basic, Person(first: "Jozefien")));
        Assert.Empty(Codes(RequiredPreset.Basic, Person("Jozefien", "Aerts", "jozefien@telenet.example", "nl")));
        Assert.Equal(["required.number"], Codes(RequiredPreset.Numbered, Person(last: "Aerts")));
        Assert.Empty(Codes(RequiredPreset.Numbered, Person(number: "C-100001")));
        Assert.Empty(Codes(RequiredPreset.Numbered, Person("Jozefien", "Aerts")));
        Assert.Equal(["required.gender"], Codes(RequiredPreset.Ticketing, Person("Jozefien", "Aerts", "jozefien@telenet.example", "nl")));
        Assert.Empty(Codes(RequiredPreset.Ticketing, Person("Jozefien", "Aerts", "jozefien@telenet.example", "nl", gender: "0")));
    }

    [Fact]
    public void A_company_needs_a_name_and_no_first_name()
    {
        var company = new CustomerValues { [CustomerFields.Type] = "company", [CustomerFields.Language] = "fr" };
        Assert.Equal(["required.company_name"], Codes(RequiredPreset.Basic, company));
        Assert.Equal(["required.company_name"], Codes(RequiredPreset.Numbered, company));
        company[CustomerFields.CompanyName] = "Boulangerie Lefèvre SRL";
        foreach (var preset in Enum.GetValues<RequiredPreset>()) Assert.Empty(Codes(preset, company));
    }

    [Fact]
    public void A_field_that_was_already_missing_does_not_block_another_change()
    {
        var before = Person("Jozefien", "Aerts", language: "nl");
        var after = before.Copy();
        after[CustomerFields.FirstName] = "Josefien";
        Assert.Empty(Codes(RequiredPreset.Basic, after, before));
        after[CustomerFields.Language] = null;
        Assert.Equal(["required.language"], Codes(RequiredPreset.Basic, after, before));
    }

    [Fact]
    public void Converting_a_person_to_a_company_is_checked_again()
    {
        var before = Person("Willem", "Bakker");
        var after = before.Copy();
        after[CustomerFields.Type] = "company";
        Assert.Equal(["required.company_name"], Codes(RequiredPreset.Numbered, after, before));
    }

    [Fact]
    public void A_missing_field_is_named_in_the_reader_s_language()
    {
        var problem = Assert.Single(RequiredFields.Check(RequiredPreset.Open, Person(), null));
        Assert.Equal("De klant heeft geen naam.", problem.What(CultureInfo.GetCultureInfo("nl-BE")));
        Assert.Equal("Indiquez un prénom, un nom ou un nom d’entreprise.", problem.Remedy(CultureInfo.GetCultureInfo("fr-BE")));
    }

    [Fact]
    public void The_form_marks_exactly_the_required_fields_of_a_new_customer()
    {
        foreach (var preset in Enum.GetValues<RequiredPreset>())
            foreach (var isCompany in (bool[])[false, true])
            {
                var needed = RequiredFields.Needed(preset, isCompany);
                var shown = CustomerFields.All.Where(f => f.Scope != (isCompany ? FieldScope.Persons : FieldScope.Companies)
                    && f.Ordinal != CustomerFields.Type).ToList();
                foreach (var field in shown)
                {
                    var values = CustomerValues.Blank();
                    foreach (var other in shown) values[other] = other == field ? field.Default : other.Default ?? "x";
                    values[CustomerFields.Type] = isCompany ? "company" : "person";
                    Assert.Equal(RequiredFields.Check(preset, values, null).Count > 0, needed.Always.Contains(field.Ordinal));
                }
            }
    }

    [Fact]
    public void If_one_of_several_fields_is_enough_the_form_says_so_and_marks_none()
    {
        Assert.Empty(RequiredFields.Needed(RequiredPreset.Open, isCompany: false).Always);
        Assert.Equal("A first name or a last name is enough.",
            Language.Texts.Get(RequiredFields.Needed(RequiredPreset.Open, isCompany: false).Choices[CustomerFields.LastName],
            CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal([CustomerFields.CompanyName], RequiredFields.Needed(RequiredPreset.Open, isCompany: true).Always);
        Assert.Equal([CustomerFields.Number], RequiredFields.Needed(RequiredPreset.Numbered, isCompany: false).Choices.Keys);
        Assert.Empty(RequiredFields.Needed(RequiredPreset.Numbered, isCompany: true).Choices);
        Assert.Equal([CustomerFields.CompanyName, CustomerFields.Language], RequiredFields.Needed(RequiredPreset.Basic, isCompany: true).Always.Order());
    }
}
