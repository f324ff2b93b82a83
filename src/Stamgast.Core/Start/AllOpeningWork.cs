using System.Runtime.CompilerServices;
using Stamgast.Backups;
using Stamgast.Changes.Applying;
using Stamgast.Database.Opening;
using Stamgast.Outbox.Sending;

namespace Stamgast.Start;

/// <summary>The part of this program's features in opening a base.</summary>
internal static class AllOpeningWork
{
    // Everything that opens a base needs it, even a test that uses nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => OpeningWork.OfProgram = new OpeningWork
    {
        BackUp = Backup.BeforeMigration,
        EmptyReadings = KeptReading.InAllApplied,
        RebuildWords = (connection, engine) => SearchRebuild.Run(connection, engine, CancellationToken.None),
        ClearWhenAlone = customers =>
        {
            CrashRemains.Clear(customers);
            OutboxClaims.EndAll(customers);
        },
        TakeOver = CrashRemains.TakeBackAll,
    };
}
