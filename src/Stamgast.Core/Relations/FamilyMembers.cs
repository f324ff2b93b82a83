using System.Data.Common;
using System.Globalization;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Language;

namespace Stamgast.Relations;

/// <summary>A member of a family.</summary>
/// <param name="Customer">The customer that represents it; null for a hidden one.</param>
public sealed record FamilyMember(RecordState Membership, CustomerState? Customer)
{
    public string? Role => Membership.Values[FamilyMemberKind.Role];

    /// <summary>True when the member lives at the address of the family.</summary>
    public bool SharesAddress => Membership.Values[FamilyMemberKind.SharesAddress] == "1";
}

/// <summary>The members of a family: who they are, how a letter to all of them begins, and whose address moves along.</summary>
public static class FamilyMembers
{
    private const int Most = 200;

    /// <summary>The fields of an address, by ordinal.</summary>
    internal static readonly IReadOnlyList<int> Address =
    [
        CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country,
    ];

    /// <summary>The members, parents and partners first; two that were merged are one.</summary>
    public static IReadOnlyList<FamilyMember> Of(Base customers, long family, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        return [.. OfAll(reader, customers.Engine, [family], viewer)[family].Take(Most)];
    }

    /// <summary>The members of some families, by the ID of the family.</summary>
    internal static ILookup<long, FamilyMember> OfAll(DbConnection reader, Engine engine, IReadOnlyCollection<long> families, Viewer viewer)
    {
        var shape = FamilyMemberKind.Instance.Shape;
        var members = new List<RecordState>();
        using (var command = reader.Query(RecordStates.Select(shape, engine, $"c.family in {Sql.InList(families)} and {shape.Alive(engine, "c")}")
            + " order by c.sort_full desc, c.id"))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) members.Add(RecordStates.At(shape, rows));
        var roots = RootCustomers.Of(reader, engine, members.Select(CustomerOf));
        return members.Select(m => (Family: FamilyOf(m), Member: new FamilyMember(m, viewer.Seen(roots.GetValueOrDefault(CustomerOf(m))))))
            .Where(m => m.Member.Customer is not { Trashed: true }).DistinctBy(m => (m.Family, m.Member.Customer?.Id ?? -m.Member.Membership.Id))
            .ToLookup(m => m.Family, m => m.Member);
    }

    /// <summary>The names of the grown-ups together: "Jan and Leen Aerts", "Jan Aerts and Leen Peeters"; of all members when there are none.</summary>
    public static string? JointName(IReadOnlyList<FamilyMember> members, CultureInfo culture)
    {
        var grown = members.Where(m => m.Role is "parent" or "partner" && m.Customer is not null).ToList();
        var people = (grown.Count > 0 ? grown : [.. members.Where(m => m.Customer is not null)]).ConvertAll(m => m.Customer!.Values);
        if (people.Count == 0) return null;
        var isOneName = people.Count > 1 && people.TrueForAll(p => LastName(p) is { } name && name == LastName(people[0])
            && p[CustomerFields.FirstName] is not null);
        var names = people.Select(p => isOneName ? p[CustomerFields.FirstName]! : p.DisplayName).OfType<string>().ToList();
        return Listed(names, culture) + (isOneName ? " " + LastName(people[0]) : "");
    }

    /// <summary>How a letter to all of them begins: what the family says, or "Dear Jan and Leen Aerts".</summary>
    public static string? Salutation(RecordValues family, IReadOnlyList<FamilyMember> members, CultureInfo culture) =>
        family[FamilyKind.Salutation] ?? (JointName(members, culture) is { } name ? Texts.Get("family.dear", culture, name) : family[FamilyKind.Name]);

    /// <summary>The members who share the address of a customer and whose own differs from it now.</summary>
    public static IReadOnlyList<CustomerState> LeftBehind(Base customers, long customer, Viewer viewer)
    {
        var relations = CustomerRelations.Of(customers, customer, viewer);
        if (relations.Families.Count == 0) return [];
        var others = new List<CustomerState>();
        foreach (var family in relations.Families.Where(f => f.Membership.Values[FamilyMemberKind.SharesAddress] == "1"))
        {
            var members = Of(customers, family.Family.Id, viewer);
            if (members.FirstOrDefault(m => m.Customer?.Id == customer)?.Customer is not { } moved) continue;
            others.AddRange(members.Where(m => m.SharesAddress && m.Customer is { } other && other.Id != customer
                && Address.Any(f => other.Values[f] != moved.Values[f])).Select(m => m.Customer!));
        }
        return [.. others.DistinctBy(o => o.Id).OrderBy(o => o.Id)];
    }

    /// <summary>Proposes that these move to the address of a customer, as one change to be looked at and confirmed.</summary>
    /// <exception cref="RefusedException">customer.unknown</exception>
    public static ChangeSet ProposeMove(Base customers, TimeProvider clock, CustomerState to, IReadOnlyList<long> ids, Actor actor, string list) =>
        new ProposeVerb(customers, clock).Do(new EditFields([.. Address.Select(f => to.Values[f] is { } value
            ? new FieldEdit(f, FieldOperation.Set, value) : new FieldEdit(f, FieldOperation.Clear, null))]), ids, actor, list);

    private static long CustomerOf(RecordState member) => long.Parse(member.Values[FamilyMemberKind.OfCustomer] ?? "0", CultureInfo.InvariantCulture);

    internal static long FamilyOf(RecordState member) => long.Parse(member.Values[FamilyMemberKind.Family] ?? "0", CultureInfo.InvariantCulture);

    private static string? LastName(CustomerValues person) => person[CustomerFields.LastName] is not { } last ? null
        : person[CustomerFields.Particle] is { } particle ? particle + " " + last : last;

    private static string Listed(List<string> names, CultureInfo culture) => names.Count == 1 ? names[0]
        : Texts.Get("family.and", culture, string.Join(", ", names.Take(names.Count - 1)), names[^1]);
}
