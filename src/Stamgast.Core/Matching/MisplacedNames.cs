using Stamgast.Comparing.Names;
using Stamgast.Text;

namespace Stamgast.Matching;

/// <summary>
/// Names in the cell of another name: "Bakkerij Peeters" as a last name where there is no first name, "Jan Peeters" in one of two cells. What each such
/// value stands for is found out when it is read; whether it is out of place, only the row can tell.
/// </summary>
internal sealed class MisplacedNames(NameValues names, OrganisationValues organisations, int given, int family, int organisation)
{
    private readonly Dictionary<int, int> companyOf = [];
    private readonly Dictionary<int, (int Given, int Family)> bothOf = [];

    /// <summary>Remembers what the value of a column of first or last names would be in another cell.</summary>
    /// <param name="folded">The text.</param>
    /// <param name="name">Its number.</param>
    public void Look(string folded, int name)
    {
        var space = folded.IndexOf(' ');
        if (space <= 0 || companyOf.ContainsKey(name) || bothOf.ContainsKey(name)) return;
        if (LegalForms.IsIn(folded) || folded.Split(' ').Any(LegalForms.IsTrade))
        {
            if (organisation >= 0) companyOf[name] = organisations.Add(folded);
            return;
        }
        if (given < 0 || family < 0) return;
        var (first, last) = PersonName.Split(folded);
        if (first.Length > 1 && last.Length > 1 && FirstNames.Knows(first.Split(' ')[0])) bothOf[name] = (names.Add(first), names.Add(last));
    }

    /// <summary>Puts names where they belong, in a row that has no other in their place.</summary>
    public void Settle(Span<int> row)
    {
        if (companyOf.Count + bothOf.Count == 0) return;
        int first = given < 0 ? 0 : row[given], last = family < 0 ? 0 : row[family];
        if ((first == 0) == (last == 0)) return;
        var name = first | last;
        if (companyOf.TryGetValue(name, out var company))
        {
            if (row[organisation] != 0) return;
            (row[first == 0 ? family : given], row[organisation]) = (0, company);
        }
        else if (bothOf.TryGetValue(name, out var both) && (organisation < 0 || row[organisation] == 0)) (row[given], row[family]) = both;
    }
}
