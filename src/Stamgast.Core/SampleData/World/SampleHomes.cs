using Stamgast.Customers;
using Stamgast.Relations;

namespace Stamgast.SampleData.World;

/// <summary>
/// Invents who belongs to whom: families of those who share a home and a name, partners, who pays for whom, who works where, and which company owns which.
/// </summary>
/// <param name="people">The customers with their IDs, made again for each stream; without duplicates, which nobody lives with.</param>
internal sealed class SampleHomes(Func<IEnumerable<(long Id, CustomerValues Values)>> people, long seed)
{
    private const long HomeStream = 18L << 40;

    // A housemate is at most so many customers away from the one whose home it shares, who may be a housemate too.
    private const int Within = 200;

    // Who is so much older is a parent.
    private const int Generation = 16;

    private static readonly int[] Home =
    [
        CustomerFields.Particle, CustomerFields.LastName, CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode,
    ];

    /// <summary>A person of a home with more than one.</summary>
    /// <param name="Number">Counts the homes from 1, in the order of their second persons.</param>
    /// <param name="First">The first person of the home; this one for the first.</param>
    private sealed record Member(long Number, long Id, CustomerValues Values, string Role, long First, CustomerValues FirstValues);

    /// <summary>The families; the first of each pays.</summary>
    public IEnumerable<RecordValues> Families()
    {
        foreach (var member in Members().Where(m => m.Id == m.First))
        {
            var values = FamilyKind.Instance.Shape.Blank();
            var name = string.Join(' ', new[] { member.Values[CustomerFields.Particle], member.Values[CustomerFields.LastName] }.OfType<string>());
            values[FamilyKind.Name] = member.Values[CustomerFields.Language] switch
            {
                "nl" => "Familie " + name, "fr" => "Famille " + name, "de" => "Familie " + name, _ => name + " family",
            };
            values[FamilyKind.OfCustomer] = SampleSales.Text(member.Id);
            yield return values;
        }
    }

    /// <summary>Their members.</summary>
    /// <param name="beforeFamilies">The ID before that of the first family.</param>
    public IEnumerable<RecordValues> FamilyMembers(long beforeFamilies)
    {
        foreach (var member in Members())
        {
            var values = FamilyMemberKind.Instance.Shape.Blank();
            values[FamilyMemberKind.Family] = SampleSales.Text(beforeFamilies + member.Number);
            values[FamilyMemberKind.OfCustomer] = SampleSales.Text(member.Id);
            values[FamilyMemberKind.Role] = member.Role;
            yield return values;
        }
    }

    /// <summary>Partners and parents who pay, people who work for a company, companies that own another.</summary>
    public IEnumerable<RecordValues> Links()
    {
        foreach (var member in Members().Where(m => m.Id != m.First))
            if (member.Role == "partner") yield return Link(member.First, "partner_of", member.Id, member.Values[CustomerFields.CustomerSince]);
            else if (member.Role == "child") yield return Link(member.First, "pays_for", member.Id, null);
        (long Id, bool IsCompany) before = default;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + HomeStream);
            if (before.IsCompany && random.Chance(customer.IsCompany ? 4 : 12))
                yield return customer.IsCompany ? Link(before.Id, "parent_company_of", id, null)
                    : Link(id, "works_for", before.Id, $"{2012 + random.Below(13)}-0{1 + random.Below(9)}-01");
            before = (id, customer.IsCompany);
        }
    }

    private static RecordValues Link(long customer, string sort, long other, string? since)
    {
        var values = LinkKind.Instance.Shape.Blank();
        values[LinkKind.OfCustomer] = SampleSales.Text(customer);
        values[LinkKind.Sort] = sort;
        values[LinkKind.Other] = SampleSales.Text(other);
        values[LinkKind.Since] = since;
        return values;
    }

    // The first of a home comes with its second, whose age says what both are.
    private IEnumerable<Member> Members()
    {
        var homes = new Dictionary<string, (long Id, CustomerValues Values, long Number)>(StringComparer.Ordinal);
        var order = new Queue<(string Home, long Id)>();
        long number = 0;
        foreach (var (id, values) in people())
        {
            while (order.Count > 0 && order.Peek().Id < id - Within) homes.Remove(order.Dequeue().Home);
            if (values.IsCompany || values[CustomerFields.Street] is null) continue;
            var home = string.Join('\n', Home.Select(f => values[f]));
            if (!homes.TryGetValue(home, out var first))
            {
                homes.Add(home, (id, values, 0));
                order.Enqueue((home, id));
                continue;
            }
            var younger = YearOf(values) - YearOf(first.Values);
            if (first.Number == 0)
            {
                homes[home] = first = first with { Number = ++number };
                yield return new Member(number, first.Id, first.Values, younger is null || Math.Abs(younger.Value) < Generation ? "partner"
                    : younger > 0 ? "parent" : "child", first.Id, first.Values);
            }
            yield return new Member(first.Number, id, values, younger is null || Math.Abs(younger.Value) < Generation ? "partner"
                : younger > 0 ? "child" : "parent", first.Id, first.Values);
        }
    }

    private static int? YearOf(CustomerValues values) =>
        values[CustomerFields.BirthDate] is { } day ? int.Parse(day.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) : null;
}
