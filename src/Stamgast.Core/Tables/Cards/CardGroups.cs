using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Stamgast.Tables.Cards;

/// <summary>
/// The cards of an address book that name a group of others (RFC 6350, 6.1.4 and 6.6.5, and Apple's format): their members get the group. They may be
/// anywhere in the file, so they are read before the rows.
/// </summary>
internal sealed class CardGroups
{
    private const int MostMembers = 2_000_000;

    // Groups in which a program puts everybody, or favourites.
    private static readonly string[] OfPrograms = ["mycontacts", "my contacts", "starred", "system group: my contacts"];

    // The list of groups of each member; the few distinct lists are stored once.
    private readonly Dictionary<ulong, int> listOf = [];
    private readonly List<string> lists = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    /// <summary>True when somebody is in a group.</summary>
    public bool Any => listOf.Count > 0;

    /// <summary>True for a group of the address book itself, which is not a group of customers.</summary>
    public static bool IsOfProgram(string name) => OfPrograms.Contains(name.Trim().ToLowerInvariant());

    /// <summary>Takes a card that is a group: its name and whom it has.</summary>
    public void Add(string name, IReadOnlyList<string> members)
    {
        name = name.Trim();
        if (name.Length == 0 || IsOfProgram(name)) return;
        foreach (var member in members)
        {
            if (listOf.Count >= MostMembers) throw new RefusedException("table.too_many_members", MostMembers);
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(listOf, Key(member), out var isThere);
            list = Kept(isThere ? lists[list] + " | " + name : name);
        }
    }

    /// <summary>The groups of a card, joined by " | "; empty for none.</summary>
    public string Of(string uid, string email) =>
        uid.Length > 0 && listOf.TryGetValue(Key(uid), out var list) || email.Length > 0 && listOf.TryGetValue(Key("mailto:" + email), out list)
            ? lists[list] : "";

    private int Kept(string list)
    {
        if (known.TryGetValue(list, out var at)) return at;
        known[list] = lists.Count;
        lists.Add(list);
        return lists.Count - 1;
    }

    private static ulong Key(string reference)
    {
        reference = reference.Trim().ToLowerInvariant();
        if (reference.StartsWith("urn:uuid:", StringComparison.Ordinal)) reference = reference["urn:uuid:".Length..];
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(reference.AsSpan()));
    }
}
