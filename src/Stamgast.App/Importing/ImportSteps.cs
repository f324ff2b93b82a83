using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>The four steps of an import, as shown above its pages.</summary>
public static class ImportSteps
{
    public static IReadOnlyList<string> Names(Visit visit) =>
        [visit.T("import.step.file"), visit.T("import.step.columns"), visit.T("import.step.preview"), visit.T("import.step.done")];

    /// <summary>The targets of the steps of an import: reading options, columns, preview.</summary>
    public static IReadOnlyList<string?> Links(ChangeSet set)
    {
        var address = ImportWork.AddressOf(set.Id);
        if (set.State == ChangeState.Applied) return ["/import", null, null, address + "/done"];
        return set.State != ChangeState.Proposed || Imports.ReportOf(set) is { LeftFrom: not null }
            ? ["/import", null, address] : [address + "/format", address + "/columns", address];
    }
}
