using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Relations;

/// <summary>A link as one of its customers sees it.</summary>
/// <param name="Other">The customer on the other side: the one that represents it.</param>
/// <param name="IsBack">True when this customer is the second one of the link, whose words are those of the way back.</param>
public sealed record SeenLink(RecordState Link, CustomerState Other, bool IsBack);

/// <summary>A family of a customer.</summary>
public sealed record SeenFamily(RecordState Family, RecordState Membership);

/// <summary>
/// The people and organisations around a customer: contacts, families, links. Those of customers merged into it count as its own. A merge moves none of
/// them, so a link may lead back to the same customer by now, or say what another says: it is left out here, and is back when the merge is split.
/// </summary>
public sealed record CustomerRelations(IReadOnlyList<RecordState> Contacts, IReadOnlyList<SeenFamily> Families, IReadOnlyList<SeenLink> Links)
{
    private const int Most = 500;

    /// <summary>How many they are.</summary>
    public int Count => Contacts.Count + Families.Count + Links.Count;

    /// <summary>Reads them, the main contact and the newest links first; some hundred of each kind at most.</summary>
    public static CustomerRelations Of(Base customers, long id, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        var engine = customers.Engine;
        var family = MergedFamily.Below(reader, CustomerShape.Instance, [id]);
        var contacts = Read(reader, engine, ContactKind.Instance.Shape, $"c.customer in {Sql.InList(family)}");
        return new CustomerRelations(contacts, FamiliesOf(reader, engine, family), LinksOf(reader, engine, family, viewer));
    }

    private static List<SeenFamily> FamiliesOf(DbConnection reader, Engine engine, IReadOnlyList<long> family)
    {
        var members = Read(reader, engine, FamilyMemberKind.Instance.Shape, $"c.customer in {Sql.InList(family)}");
        var found = RecordStates.Read(reader, engine, FamilyKind.Instance.Shape, [.. members.Select(m => Id(m, FamilyMemberKind.Family)).Distinct()]);
        return [.. members.Where(m => found.GetValueOrDefault(Id(m, FamilyMemberKind.Family)) is { Trashed: false })
            .DistinctBy(m => Id(m, FamilyMemberKind.Family)).Select(m => new SeenFamily(found[Id(m, FamilyMemberKind.Family)], m))];
    }

    private static List<SeenLink> LinksOf(DbConnection reader, Engine engine, IReadOnlyList<long> family, Viewer viewer)
    {
        var links = Read(reader, engine, LinkKind.Instance.Shape, $"(c.customer in {Sql.InList(family)} or c.other in {Sql.InList(family)})");
        var own = family.ToHashSet();
        var roots = RootCustomers.Of(reader, engine, links.SelectMany(l => new[] { Id(l, LinkKind.OfCustomer), Id(l, LinkKind.Other) }).Distinct());
        var told = new HashSet<string>(StringComparer.Ordinal);
        var seen = new List<SeenLink>();
        foreach (var link in links.OrderBy(l => l.Id))
        {
            var isBack = !own.Contains(Id(link, LinkKind.OfCustomer));
            if (!isBack && own.Contains(Id(link, LinkKind.Other))) continue;
            if (viewer.Seen(roots.GetValueOrDefault(Id(link, isBack ? LinkKind.OfCustomer : LinkKind.Other))) is not { Trashed: false } other) continue;
            var type = link.Values[LinkKind.Sort];
            var way = isBack && !LinkKind.IsMutual(type) ? "back" : "";
            if (told.Add($"{type} {way} {other.Id} {link.Values[LinkKind.Since]} {link.Values[LinkKind.Until]}")) seen.Add(new SeenLink(link, other, isBack));
        }
        return [.. seen.OrderByDescending(s => LinkKind.Instance.OrderOf(s.Link.Values), StringComparer.Ordinal).ThenByDescending(s => s.Link.Id)];
    }

    private static List<RecordState> Read(DbConnection reader, Engine engine, RecordShape shape, string which)
    {
        using var command = reader.Query(RecordStates.Select(shape, engine, $"{which} and {shape.Alive(engine, "c")}")
            + $" order by c.sort_full desc, c.id desc limit {Most.ToString(CultureInfo.InvariantCulture)}");
        using var rows = command.ExecuteReader();
        var found = new List<RecordState>();
        while (rows.Read()) found.Add(RecordStates.At(shape, rows));
        return found;
    }

    private static long Id(RecordState state, KindField field) => long.Parse(state.Values[field] ?? "0", CultureInfo.InvariantCulture);
}
