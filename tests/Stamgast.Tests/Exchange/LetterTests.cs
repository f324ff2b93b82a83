using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Exchange.Letters;
using Stamgast.Exporting;
using Stamgast.Kinds;
using Stamgast.Merging;
using Stamgast.Relations;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Exchange;

public sealed class LetterTests
{
    [Theory, EachEngine]
    public async Task A_family_gets_one_letter_in_the_language_and_at_the_address_of_its_grown_ups(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var jan = Person(place, "Jan", "Peeters", "nl", "Meir");
        var leen = Person(place, "Leen", "Peeters", "fr", "Meir");
        var kid = Person(place, "Bo", "Peeters", "nl", null);
        var away = Person(place, "Ann", "Peeters", "de", "Elsewhere");
        var family = place.Add(FamilyKind.Instance, (FamilyKind.Name, "Peeters"), (FamilyKind.OfCustomer, $"{leen}"));
        Member(place, family, kid, "child");
        Member(place, family, jan, "parent");
        Member(place, family, leen, "parent");
        Member(place, family, away, "child", shares: false);
        var own = place.Add(FamilyKind.Instance, (FamilyKind.Name, "Own letters"), (FamilyKind.OneLetter, "0"));
        Member(place, own, 1, "parent");
        // The payer's language and address; those who live elsewhere, or whose family wants letters of their own, get theirs.
        Assert.Equal(
            ["Aerts||Dear Aerts|", "Jan et Leen Peeters|Peeters|Bonjour Jan et Leen Peeters|Meir", "Ann Peeters||Guten Tag Ann Peeters|Elsewhere"],
            Letters(place));
        // Whoever of them is in the list.
        var only = new LetterExport(place.Base, Viewer.CommandLine).Of(new CustomerQuery { Ids = [kid] }).ToList();
        Assert.Equal((leen, 3, family), (only.Single().Person.Id, only[0].Count, only[0].Family!.Id));
        // A member who was merged into another customer counts as that one.
        new MergeCustomers(place.Base, place.Clock).Do(1, [kid], place.Actor);
        Assert.Equal(2, Letters(place).Count);
        place.Edit(FamilyKind.Instance, family, (FamilyKind.Salutation, "Beste allemaal"));
        Assert.Contains("Jan et Leen Peeters|Peeters|Beste allemaal|Meir", Letters(place));
        using var file = new MemoryStream();
        Assert.Equal(2, new LetterExport(place.Base, Viewer.CommandLine).Write(new CustomerQuery(), ExportFormat.Csv, file, forExcel: false));
        var lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        Assert.Equal("customer;number;family;customers;addressee;salutation;street;house_number;box;postal_code;city;country;language", lines[0]);
        Assert.Equal("export.letters", Assert.Throws<RefusedException>(() =>
            new LetterExport(place.Base, Viewer.CommandLine).Check(new CustomerQuery(), ExportFormat.Vcf)).Refusal.Code);
    }

    private static List<string> Letters(KindPlace place) => [.. new LetterExport(place.Base, Viewer.CommandLine).Of(new CustomerQuery())
        .OrderBy(l => l.Person.Id).Select(l => $"{l.Addressee}|{l.Family?.Values[FamilyKind.Name]}|{l.Salutation}|{l.Person.Values[CustomerFields.Street]}")];

    private static void Member(KindPlace place, long family, long customer, string role, bool shares = true) => place.Add(FamilyMemberKind.Instance,
        (FamilyMemberKind.Family, $"{family}"), (FamilyMemberKind.OfCustomer, $"{customer}"), (FamilyMemberKind.Role, role),
        (FamilyMemberKind.SharesAddress, shares ? "1" : "0"));

    private static long Person(KindPlace place, string first, string last, string language, string? street) =>
        Stamgast.Kinds.Verbs.CreateRecord.IdOf(place.Base, new CreateCustomer(place.Base, place.Clock).Do(
            new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.FirstName] = first, [CustomerFields.LastName] = last, [CustomerFields.Language] = language, [CustomerFields.Street] = street,
        }), place.Actor));
}
