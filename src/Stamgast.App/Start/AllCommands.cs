using System.Globalization;
using Stamgast.App.Activity;
using Stamgast.App.Backups;
using Stamgast.App.BulkEdit;
using Stamgast.App.Changes;
using Stamgast.App.Checks;
using Stamgast.App.CommandLine;
using Stamgast.App.Customers;
using Stamgast.App.Duplicates.Commands;
using Stamgast.App.Duplicates.Scanning;
using Stamgast.App.Exporting;
using Stamgast.App.ExtraFields;
using Stamgast.App.Importing;
using Stamgast.App.Matching;
using Stamgast.App.Merging;
using Stamgast.App.Outbox.Commands;
using Stamgast.App.SampleData;
using Stamgast.App.Settings;
using Stamgast.App.Settings.Commands;
using Stamgast.App.Users;

namespace Stamgast.App.Start;

/// <summary>The contents of the command line: each feature has its own commands.</summary>
internal static class AllCommands
{
    public static IEnumerable<StamgastCommand> In(CultureInfo culture) =>
    [
        new ServeCommand(),
        new SeedCommand(),
        new ImportCommand(),
        new ApplyCommand(),
        new UndoCommand(),
        new BulkCommand(),
        new TrashCommand(),
        new BringBackCommand(),
        new MergeCommand(),
        new SplitCommand(),
        new ExportCommand(),
        new ChangesCommand(),
        new CustomerShowCommand(),
        new HistoryCommand(),
        new BackupCommand(),
        new RestoreCommand(),
        new CheckCommand(),
        new MigrateCommand(),
        new DuplicatesCommand(culture),
        new DuplicatesListCommand(culture),
        new DuplicatesWhyCommand(),
        new DuplicatesDecideCommand(),
        new DecisionsExportCommand(),
        new DecisionsImportCommand(),
        new DuplicatesScanCommand(),
        new FieldListCommand(),
        new FieldAddCommand(),
        new FieldChangeCommand(),
        new FieldRetireCommand(),
        new SettingListCommand(),
        new SettingGetCommand(),
        new SettingSetCommand(),
        new MailOutboxCommand(),
        new MailRunCommand(),
        new MailRetryCommand(),
        new MailEmlCommand(),
        new MailCheckCommand(),
        new UserListCommand(),
        new UserAddCommand(),
        new UserResetCommand(),
    ];

    // Everything that parses a command needs them, also a test that uses nothing else.
#pragma warning disable CA2255
    [System.Runtime.CompilerServices.ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => CommandTree.CommandsIn = In;
}
