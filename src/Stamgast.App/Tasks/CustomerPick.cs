using System.Globalization;
using System.Text.RegularExpressions;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.App.Tasks;

/// <summary>The customer meant by a text: "(#17)" at its end is the system ID; otherwise it is searched for as in the list.</summary>
/// <param name="Id">The one customer; null when there is none, or several.</param>
/// <param name="Choices">The first of several, with their names.</param>
public sealed partial record CustomerPick(long? Id, IReadOnlyList<(long Id, string? Name, string? Town)> Choices)
{
    private const int Offered = 6;

    /// <summary>The customer meant by a text; an empty text means none.</summary>
    public static CustomerPick Of(string text, Base customers, Viewer viewer, ListMemory memory)
    {
        text = text.Trim();
        if (text.Length == 0) return new CustomerPick(null, []);
        if (IdAtEnd().Match(text) is { Success: true } found
            && long.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return new CustomerPick(new CustomerLookup(customers, viewer).Find(id)?.Id, []);
        var rows = new CustomerList(customers, viewer, memory).Page(new CustomerQuery { Words = text }, null, Offered).Rows;
        return rows.Count == 1
            ? new CustomerPick(rows[0].Id, [])
            : new CustomerPick(null, [.. rows.Select(r => (r.Id, r.Values.DisplayName, r.Values[CustomerFields.City]))]);
    }

    [GeneratedRegex(@"#([0-9]{1,18})\)?$")]
    private static partial Regex IdAtEnd();
}
