using Stamgast.Comparing;
using Stamgast.Text;

namespace Stamgast.Profiling;

/// <summary>
/// Recognises the columns of a table by their headers and, if these are meaningless or wrong, by their values. The order of rows and columns plays no
/// part.
/// </summary>
public static class ColumnUnderstanding
{
    private const int Sample = 2000;
    private const int NearlyEmpty = 5;
    private const double FewCompanies = 0.15;

    /// <summary>The role of each column, in the order of the table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="told">Roles given by a person, by header; they are final.</param>
    /// <param name="idColumn">The column that numbers the rows, when a person named it.</param>
    public static IReadOnlyList<UnderstoodColumn> Of(MatchingTable table, IReadOnlyDictionary<string, ColumnRole>? told = null, string? idColumn = null)
    {
        var seen = new ColumnShape[table.Columns.Count];
        Parallel.For(0, seen.Length, i => seen[i] = ColumnShape.Look(table, i, Sample));
        var roles = new ColumnRole[seen.Length];
        for (var i = 0; i < roles.Length; i++)
        {
            var name = table.Columns[i];
            roles[i] = name == idColumn ? ColumnRole.RowId
                : told is not null && told.TryGetValue(name, out var role) ? role
                : Decide(name, seen[i]);
        }
        bool IsFree(int i) => table.Columns[i] != idColumn && told?.ContainsKey(table.Columns[i]) != true;
        SettleOtherPeople(table, roles, IsFree);
        SettleNames(table, seen, roles, IsFree);
        SettleRowIds(table, seen, roles, IsFree, idColumn);
        SettleRepeats(table, seen, roles, IsFree);
        return [.. roles.Select((role, i) => new UnderstoodColumn(i, table.Columns[i], role, seen[i].IsDayFirst, seen[i].IsFamilyFirst))];
    }

    private static ColumnRole Decide(string name, ColumnShape values)
    {
        var heading = ColumnHeadings.RoleOf(name);
        if (values.Filled == 0) return ColumnRole.Ignored;
        if (values.Emails > 0.6) return ColumnRole.Email;
        if (values.Ibans > 0.6) return ColumnRole.Iban;
        switch (heading)
        {
            case ColumnRole.BirthDate when values.Dates < 0.4:
            case ColumnRole.Email when values.Emails < 0.1:
            case ColumnRole.Phone when values.Phones < 0.3:
                heading = null;
                break;
            // "birthday" may hold a whole date, "number" a house number.
            case ColumnRole.BirthDay or ColumnRole.BirthMonth or ColumnRole.BirthYear when values.WholeDates > 0.5:
                return ColumnRole.BirthDate;
            case ColumnRole.HouseNumber when values.AverageLength > 4.5 && ColumnHeadings.MayBeHouseNumber(name):
                return ColumnRole.RowId;
            // "Program name" is not a person's name.
            case ColumnRole.FullName when !ColumnHeadings.IsWhole(name) && values.GivenNames < 0.1:
                heading = null;
                break;
            case ColumnRole.FullName when values.LegalForms > 0.5 || values.CompanyWords > Math.Max(FewCompanies, values.GivenNames):
                return ColumnRole.Organisation;
        }
        return heading ?? ByValues(values);
    }

    private static ColumnRole ByValues(ColumnShape values)
    {
        if (values.WholeDates > 0.8) return values.LooksLikeBirthDates ? ColumnRole.BirthDate : ColumnRole.Ignored;
        if (values.CompanyNumbers > 0.6) return ColumnRole.CompanyNumber;
        if (values.Phones > 0.7 && values.Dialled > 0.5) return ColumnRole.Phone;
        if (values.LegalForms > 0.25 || values.CompanyWords > Math.Max(2 * FewCompanies, values.GivenNames)) return ColumnRole.Organisation;
        if (values.Streets > 0.4 && values.AverageWords < 7) return ColumnRole.Street;
        if (values.PostalCodes > 0.9 && values.Distinct > 3 && !values.IsUnique) return ColumnRole.PostalCode;
        if (values.AverageLength > 45 || values.AverageWords > 6) return ColumnRole.Ignored;
        // "vic" is Victoria in one table and Victor in another: names are longer than codes, and there are more of them.
        if (values.GivenNames > 0.15 && values.Letters > 0.9 && values.AverageLength > 3.2 && values.Distinct > Math.Min(12, values.Filled / 4))
            return values.AverageWords < 1.4 ? ColumnRole.GivenName : ColumnRole.FullName;
        if (values.Digits > 0.8 && values.Distinct > (values.AverageLength >= 6 ? 0.35 : 0.95) * values.Filled) return ColumnRole.Identifier;
        return ColumnRole.Attribute;
    }

    // Beside columns with the customer's name, names under another header belong to somebody else (the case manager).
    private static void SettleOtherPeople(MatchingTable table, ColumnRole[] roles, Func<int, bool> isFree)
    {
        bool IsSaid(int i) => !isFree(i) || ColumnHeadings.RoleOf(table.Columns[i]) == roles[i];
        if (!Enumerable.Range(0, roles.Length).Any(i => roles[i] is ColumnRole.GivenName or ColumnRole.FamilyName or ColumnRole.FullName && IsSaid(i))) return;
        for (var i = 0; i < roles.Length; i++)
            if (roles[i] is ColumnRole.FullName or ColumnRole.GivenName && !IsSaid(i) && ColumnHeadings.RoleOf(table.Columns[i]) is null)
                roles[i] = ColumnRole.Attribute;
    }

    // "Name" beside a column of first names holds last names; without one, the column of letters that varies most does.
    private static void SettleNames(MatchingTable table, ColumnShape[] seen, ColumnRole[] roles, Func<int, bool> isFree)
    {
        if (roles.Contains(ColumnRole.FamilyName) || !roles.Contains(ColumnRole.GivenName)) return;
        bool MayBeFamily(int i) => isFree(i) && ColumnHeadings.RoleOf(table.Columns[i]) is null && roles[i] is ColumnRole.Attribute or ColumnRole.GivenName
            && seen[i].Letters > 0.9 && seen[i].AverageWords < 2.5 && seen[i].AverageLength > 3
            && roles.Count(r => r == ColumnRole.GivenName) > (roles[i] == ColumnRole.GivenName ? 1 : 0);
        // Some first names are family names too (Thomas, Simon), hardly any is a town.
        var best = Pick(table, seen, roles, i => isFree(i) && roles[i] == ColumnRole.FullName && !seen[i].HoldsWholeNames)
            ?? Pick(table, seen, roles, i => MayBeFamily(i) && seen[i].GivenNames > 0.01)
            ?? Pick(table, seen, roles, MayBeFamily);
        if (best is { } family) roles[family] = ColumnRole.FamilyName;
    }

    // The row's own number is unique. Without such a column by name, the first unique identifier is it.
    private static void SettleRowIds(MatchingTable table, ColumnShape[] seen, ColumnRole[] roles, Func<int, bool> isFree, string? idColumn)
    {
        for (var i = 0; i < roles.Length; i++)
        {
            if (!isFree(i) || roles[i] != ColumnRole.RowId || seen[i].IsUnique) continue;
            var isHouseNumber = seen[i].AverageLength < 4.5 && ColumnHeadings.MayBeHouseNumber(table.Columns[i]) && roles.Contains(ColumnRole.Street)
                && !roles.Contains(ColumnRole.HouseNumber);
            roles[i] = isHouseNumber ? ColumnRole.HouseNumber : seen[i].Distinct > 1 && !seen[i].NeverRepeats ? ColumnRole.Identifier : ColumnRole.Ignored;
        }
        if (idColumn is not null || roles.Contains(ColumnRole.RowId)) return;
        var id = Pick(table, seen, roles, i => isFree(i) && seen[i].IsUnique && table.Rows > 1 && roles[i] is ColumnRole.Identifier or ColumnRole.HouseNumber
            or ColumnRole.Attribute
            && seen[i].AverageWords < 1.2 && ColumnHeadings.RoleOf(table.Columns[i]) is null or ColumnRole.HouseNumber);
        if (id is { } column) roles[column] = ColumnRole.RowId;
    }

    // For most roles one column is compared as such; a second one counts as an attribute.
    private static void SettleRepeats(MatchingTable table, ColumnShape[] seen, ColumnRole[] roles, Func<int, bool> isFree)
    {
        foreach (var role in new[] { ColumnRole.GivenName, ColumnRole.FamilyName, ColumnRole.BirthDate, ColumnRole.Street,
            ColumnRole.HouseNumber,
            ColumnRole.AddressLine, ColumnRole.PostalCode, ColumnRole.City, ColumnRole.RowId })
        {
            // A column recognised by its header, unless nearly empty, before one recognised by its values.
            var fullest = Enumerable.Range(0, roles.Length).Where(i => roles[i] == role).Select(i => seen[i].Filled).DefaultIfEmpty().Max();
            var kept = Pick(table, seen, roles, i => roles[i] == role && !isFree(i))
                ?? Pick(table, seen, roles, i => roles[i] == role && ColumnHeadings.RoleOf(table.Columns[i]) == role && seen[i].Filled * NearlyEmpty >= fullest)
                ?? Pick(table, seen, roles, i => roles[i] == role);
            for (var i = 0; i < roles.Length; i++)
                if (roles[i] == role && i != kept) roles[i] = role is ColumnRole.BirthDate or ColumnRole.RowId ? ColumnRole.Ignored : ColumnRole.Attribute;
        }
        if (!roles.Contains(ColumnRole.Street) && Pick(table, seen, roles, i => roles[i] == ColumnRole.AddressLine) is { } line)
            roles[line] = ColumnRole.Street;
    }

    // The fullest of the columns; then the most varied, then by name: never by place.
    private static int? Pick(MatchingTable table, ColumnShape[] seen, ColumnRole[] roles, Func<int, bool> isCandidate)
    {
        var candidates = Enumerable.Range(0, roles.Length).Where(isCandidate)
            .OrderByDescending(i => seen[i].Filled).ThenByDescending(i => seen[i].Distinct).ThenBy(i => table.Columns[i], StringComparer.Ordinal).ToArray();
        return candidates.Length == 0 ? null : candidates[0];
    }
}
