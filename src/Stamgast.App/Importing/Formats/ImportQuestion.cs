using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;

namespace Stamgast.App.Importing.Formats;

/// <summary>
/// The question that an import asks first if it cannot succeed as it was read, on the columns page: which column holds the name, or what to do with
/// the cause that refuses most rows.
/// </summary>
public static class ImportQuestion
{
    private static readonly string[] Names = [ImportTarget.FullName, "last_name", "first_name", "company_name"];

    /// <summary>The form value of a column without a choice.</summary>
    private const int None = -1;

    public static void MapImportQuestion(this IEndpointRouteBuilder routes) => routes.MapAction("/import/{id:long}/name", Permission.Import, ChooseName);

    /// <summary>True when the preview would show hardly anything but errors.</summary>
    public static bool IsAsked(ChangeSet set, ImportReport report) =>
        set.State == ChangeState.Proposed && report.LeftFrom is null && set.Rows > 0 && (AsksName(set, report) || RefusesMost(set));

    /// <summary>True when no column is known to hold a name.</summary>
    public static bool LacksName(ImportReport report) => !report.Mapping.Columns.Any(c => Array.IndexOf(Names, c.Target) >= 0);

    /// <summary>
    /// True when it would create hardly anything but customers without a name: a sheet that updates customers by number needs none.
    /// </summary>
    public static bool AsksName(ChangeSet set, ImportReport report) => LacksName(report) && (set.Errors + set.Created) * 2 > set.Rows;

    /// <summary>True when more than half of the rows cannot be imported.</summary>
    public static bool RefusesMost(ChangeSet set) => (set.Errors + set.Conflicts) * 2 > set.Rows;

    /// <summary>The columns that may hold the name, those with words that feed nothing yet before the others.</summary>
    public static IReadOnlyList<MappedColumn> Candidates(ColumnMapping mapping, IReadOnlyList<IReadOnlyList<string>> samples) =>
        [.. mapping.Columns.Where(c => samples[c.Column].Count > 0).OrderBy(c => c.Target is null && samples[c.Column].All(IsWords)
            ? 0 : c.Target is null ? 1 : 2)];

    private static bool IsWords(string text) => text.Any(char.IsLetter) && !text.Any(char.IsDigit) && !text.Contains('@', StringComparison.Ordinal);

    private static async Task<IResult> ChooseName(long id, HttpContext context, Base customers, ImportWork work)
    {
        var set = ImportRoutes.Find(customers, id);
        if (set.State != ChangeState.Proposed || Imports.ReportOf(set) is not { } report) return Page.GoTo(ImportWork.AddressOf(id));
        var (name, first) = (Column("name"), Column("first"));
        if (name == None) return Page.GoTo(ImportWork.AddressOf(id) + "/columns");
        var mapping = report.Mapping;
        if (first != None && first != name) mapping = mapping.With(first, "first_name").With(name, "last_name");
        else mapping = mapping.With(name, ImportTarget.FullName);
        return await work.ReadAsync(id, report.Again with { Mapping = mapping }, asks: true);

        int Column(string field) => int.TryParse(context.Request.Form[field], out var column) && column >= 0 && column < report.Columns.Count ? column : None;
    }
}
