using Stamgast.App.Shell;

namespace Stamgast.App.Importing;

/// <summary>The four steps of an import, as shown above its pages.</summary>
public static class ImportSteps
{
    public static IReadOnlyList<string> Names(Visit visit) =>
        [visit.T("import.step.file"), visit.T("import.step.columns"), visit.T("import.step.preview"), visit.T("import.step.done")];
}
