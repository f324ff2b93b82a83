using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.ExtraFields;

namespace Stamgast.App.Customers.Lists;

/// <summary>The selected customers: the ticked ones, or everything in a list.</summary>
/// <param name="Query">The list, as its address has it.</param>
/// <param name="All">True: all that the list has.</param>
/// <param name="Ids">The ticked IDs with commas; empty for all, or if there are too many for an address.</param>
/// <param name="Kept">The key of a cached selection; see <see cref="SelectionsKept"/>.</param>
public sealed record Selected(string Query, bool All, string Ids, string Kept)
{
    // 400 IDs of a base of a million.
    private const int LongestIds = 3000;

    /// <summary>The selection in a form of the list, or in the address of a page about it.</summary>
    public static Selected Read(IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        var said = new Dictionary<string, StringValues>(given, StringComparer.Ordinal);
        var ids = Numbers([.. said.GetValueOrDefault("ids").ToString().Split(',').Concat(said.GetValueOrDefault("id").OfType<string>())]);
        var all = said.GetValueOrDefault("all") == "1";
        return new Selected(said.GetValueOrDefault("query").ToString(), all, all ? "" : string.Join(',', ids), said.GetValueOrDefault("kept").ToString());
    }

    /// <summary>The customers, ascending by ID; hidden customers are skipped.</summary>
    /// <exception cref="RefusedException">selection.lost, selection.empty</exception>
    public IReadOnlyList<long> In(Base customers, Viewer viewer, ListMemory memory, SelectionsKept kept)
    {
        IReadOnlyList<long> ids = All ? [.. new CustomerList(customers, viewer, memory)
            .Ids(CustomerQueryText.FromAddress(Query, ExtraDefinitions.Of(customers)))]
            : new CustomerLookup(customers, viewer).Seen(Kept.Length > 0 ? kept.Find(viewer.UserId ?? 0, Kept) : Numbers(Ids.Split(',')));
        return ids.Count > 0 ? ids : throw new RefusedException("selection.empty");
    }

    /// <summary>The same, short enough for an address.</summary>
    public Selected Short(SelectionsKept kept, long user) =>
        Ids.Length <= LongestIds ? this : this with { Ids = "", Kept = kept.Keep(user, Numbers(Ids.Split(','))) };

    /// <summary>Names and values for a form or an address.</summary>
    public IEnumerable<(string Name, string Value)> Fields
    {
        get
        {
            if (Query.Length > 0) yield return ("query", Query);
            if (All) yield return ("all", "1");
            if (Ids.Length > 0) yield return ("ids", Ids);
            if (Kept.Length > 0) yield return ("kept", Kept);
        }
    }

    /// <summary>An address about the selection.</summary>
    public string Address(string path, params IEnumerable<(string Name, string Value)> more)
    {
        var pairs = more.Concat(Fields).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value).Replace("%2C", ",", StringComparison.Ordinal));
        return path + "?" + string.Join('&', pairs);
    }

    /// <summary>The list in which it was made.</summary>
    public string List => Query.Length > 0 ? "/customers?" + Query : "/customers";

    private static IReadOnlyList<long> Numbers(IEnumerable<string> texts) =>
        [.. texts.Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Order()];
}
