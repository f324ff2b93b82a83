using System.Runtime.CompilerServices;
using Stamgast.Backups;
using Stamgast.Changes.Applying;
using Stamgast.Database;

namespace Stamgast.Start;

/// <summary>What the features of this program do to a base while it is opened.</summary>
internal static class AllOpeningWork
{
    // Whoever opens a base needs it, also a test that touches nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => OpeningWork.OfProgram = new OpeningWork
    {
        BackUp = Backup.BeforeMigration,
        EmptyReadings = KeptReading.InAllApplied,
        RebuildWords = (connection, engine) => SearchRebuild.Run(connection, engine, CancellationToken.None),
        ClearWhenAlone = CrashRemains.Clear,
        TakeOver = CrashRemains.TakeBackAll,
    };
}
