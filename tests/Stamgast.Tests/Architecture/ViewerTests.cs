using System.Data.Common;
using System.Reflection;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.Architecture;

/// <summary>
/// Everything that returns something about customers takes a viewer: a public method of Core that reaches the base takes a <see cref="Viewer"/>, or
/// an <see cref="Actor"/>, which has one, or its class does. Exceptions are listed with their reason: docs/decisions/0049-viewer.md.
/// </summary>
public sealed class ViewerTests
{
    // With one of these, code can read everything.
    private static readonly Type[] Keys = [typeof(Base), typeof(DbConnection), typeof(StamgastContext), typeof(WriteTransaction)];

    private static readonly Type[] Eyes = [typeof(Viewer), typeof(Actor)];

    // Features whose tables hold nothing about customers.
    private static readonly string[] OfOthers = ["Database", "Jobs", "Users", "Settings"];

    private static readonly Dictionary<string, string> NeedNone = new(StringComparer.Ordinal)
    {
        ["AbsorbedCustomers.Refused"] = "A refusal with an ID for an ID.",
        ["AbsorbedCustomers.RootOf"] = "An ID for an ID; the customer itself is looked up with a viewer.",
        ["AbsorbedCustomers.With"] = "The same.",
        ["AttachmentList.Of"] = "The names of files on a record; whoever shows them looked that record up with a viewer.",
        ["CleanDocuments.Run"] = "Bytes by their hash.",
        ["KeepDocument.Do"] = "The same, of bytes that the caller has.",
        ["DocumentStore.Of"] = "The same.",
        ["AgreementLinks.OpenedByCustomer"] = "The customer, behind the link of that agreement.",
        ["ReviewLink.Find"] = "The key is the permission: whoever has it may read this agreement.",
        ["FollowChanges.Step"] = "Compares all customers, and says whether more is to do.",
        ["MatchMemory.Begin"] = "Reads in the background; KnownAlready asks it for a viewer.",
        ["MatchMemory.Dispose"] = "Ends.",
        ["MatchMemory.Load"] = "As Begin.",
        ["ScanBase.Run"] = "Compares all customers, and counts what it found.",
        ["LinkedRecords.Of"] = "Counts for customers that the caller was shown.",
        ["Backup.To"] = "The whole base, for whoever runs the machine.",
        ["BaseCheck.Run"] = "Says whether the base is sound, for whoever runs the machine.",
        ["ChangeExtraKind.Look"] = "Counts and examples of all values, for a command of whoever runs the machine; a page must take a viewer for the examples.",
        ["AskedRecords.All"] = "Records that hang on customers, whose names are asked for by themselves.",
        ["AskedRecords.AtVersion"] = "The same.",
        ["AskedRecords.Named"] = "The same.",
        ["AskedRecords.Find"] = "The same.",
        ["AskedRecords.Require"] = "The same.",
        ["CreateRecord.IdOf"] = "The ID of what was made just now.",
        ["NumberSeries.GoOnAfter"] = "A counter.",
        ["NumberSeries.Preview"] = "A number that nobody has yet.",
        ["NextNumber.Of"] = "Counters of number series.",
        ["NextNumber.Set"] = "Counters of number series.",
        ["ShopUse.Of"] = "Numbers of records of a shop, of nobody in particular.",
        ["OrderStatistics.Of"] = "Numbers for the page of a customer, which asks.",
        ["TopicCounts.Of"] = "Numbers for the page of a customer, which asks.",
        ["InvoiceSums.Of"] = "Numbers for the page of a customer, which asks.",
        ["TopicCounts.OfAll"] = "How many records there are of each kind, without saying of whom.",
        ["ShopLogo.BytesOf"] = "A picture of a shop, which is on every document.",
        ["RuleContext.Of"] = "Settings and shops.",
        ["ShopNames.Of"] = "Shops, which everybody sees.",
        ["ShopUse.Customers"] = "Whether a shop has so many customers that renaming it takes a job.",
        ["MailServer.Of"] = "Settings.",
        ["MailServer.SenderOf"] = "The same.",
        ["MailDecisions.DueAgain"] = "Says nothing.",
        ["OutboxRun.IsNeeded"] = "Says whether there is something to send.",
        ["OutboxRun.Work"] = "Sends what was queued, and counts it.",
        ["TicketCounts.Of"] = "Numbers of the tickets of a user.",
        ["TicketThread.Of"] = "What hangs on a ticket that the caller was shown.",
        ["AskedTasks.AtVersion"] = "A task; the name of its customer is asked for by itself.",
        ["AskedTasks.Find"] = "The same.",
        ["TaskExport.Write"] = "Tasks with the IDs of their customers, and nothing else of them.",
        ["TaskExport.WriteFile"] = "The same.",
        ["TaskImport.Find"] = "A proposal of tasks; TaskImportRoutes asks whose it is.",
        ["RecordImport.Find"] = "A proposal of records; RecordImportRoutes asks whose it is.",
        ["TaskRules.Of"] = "Users and settings.",
        ["ExtraDefinitions.Of"] = "What fields there are.",
        ["ExtraFieldVerbs.Add"] = "The same, written.",
        ["ExtraFieldVerbs.AddChoices"] = "The same.",
        ["ExtraFieldVerbs.Change"] = "The same.",
        ["ExtraFieldVerbs.ChangeChoice"] = "The same.",
        ["ExtraFieldVerbs.Move"] = "The same.",
        ["ExtraFieldVerbs.MoveChoice"] = "The same.",
        ["ExtraFieldVerbs.Retire"] = "The same.",
        ["ExtraFieldVerbs.Revive"] = "The same.",
        ["ExtraIndexes.Make"] = "Makes indexes, and tells how many.",
        ["FoldCheck.Differences"] = "The same.",
        ["ConvertCustomer.Look"] = "Judges what the caller holds; reads settings.",
        ["CreateCustomer.Look"] = "The same.",
        ["EditCustomer.Look"] = "The same.",
        ["CorrectedFile.ImportOf"] = "Finds an import by the tokens in a file, which only its maker has.",
        ["CorrectedFile.Join"] = "Takes in rows of such a file; counts them.",
        ["CorrectedFile.WaitingFor"] = "As ImportOf.",
        ["ConfirmProposal.Find"] = "As Imports.Find; BulkRoutes asks whose it is.",
        ["DropProposal.Do"] = "Drops a proposal that the caller found as a viewer.",
        ["ProposalRows.LeaveOut"] = "Leaves out a row of such a proposal.",
        ["SwitchImport.Do"] = "Decides what such a proposal does; its rows were read by somebody, and only what they may see was compared.",
        ["FindSimilarRows.Do"] = "Searches for rows of a file among all customers; what is shown of that, ProposalPreview shows to a viewer.",
        ["Imports.Cancel"] = "Drops a proposal that the caller found as a viewer.",
        ["Imports.Find"] = "For work that goes on without a page; pages ask SeenChangeSets first (ImportRoutes).",
        ["Imports.GiveUp"] = "As Cancel.",
        ["Imports.Stage"] = "Compares a file with all customers; what is shown of that, ProposalPreview shows to a viewer.",
        ["Imports.TakeBackAll"] = "Clears away what a crash left.",
        ["ListMemory.Begin"] = "Reads in the background; CustomerList asks it for a viewer.",
        ["ListMemory.Dispose"] = "Ends.",
        ["ListMemory.LastItem"] = "A number that says whether anything changed.",
        ["ListMemory.Load"] = "As Begin.",
        ["NameEdit.ForgetUnused"] = "Names that nobody bears.",
        ["NameEdit.Keep"] = "The colour of a name.",
        ["PreviewMemory.Begin"] = "Reads in the background; ProposalPreview asks it for a viewer.",
        ["PreviewMemory.Dispose"] = "Ends.",
        ["PreviewMemory.Drop"] = "Forgets.",
        ["PreviewMemory.Progress"] = "How far it has read.",
        ["RowCorrections.CellsOf"] = "Cells of the file that the proposal was made from.",
        ["RowCorrections.Correct"] = "The same, written.",
        ["RowCorrections.LeaveOut"] = "Leaves out a row.",
        ["RowCorrections.Match"] = "The page asks whether its viewer sees the customer.",
        ["SharedCells.Follow"] = "Cells of the file.",
        ["Samples.All"] = "The sets of the samples, for whoever takes them out again.",
        ["Samples.Living"] = "The same.",
        ["SavedMappings.All"] = "Columns of files.",
        ["SavedMappings.Delete"] = "The same.",
        ["SavedMappings.For"] = "The same.",
        ["SavedMappings.Keep"] = "The same.",
        ["SavedMappings.Named"] = "The same.",
        ["SavedMappings.Rename"] = "The same.",
    };

    [Fact]
    public void Every_method_that_reaches_the_base_takes_a_viewer()
    {
        var blind = Blind(typeof(Base).Assembly.GetExportedTypes()).Except(NeedNone.Keys).ToArray();
        Assert.True(blind.Length == 0, "These tell of customers without asking who looks (or belong in the list, with a reason): " + string.Join(", ", blind));
    }

    [Fact]
    public void The_list_of_exceptions_has_no_outdated_entry() =>
        Assert.Empty(NeedNone.Keys.Except(Blind(typeof(Base).Assembly.GetExportedTypes())));

    [Fact]
    public void A_method_without_a_viewer_would_be_found() =>
        Assert.Equal(["Careless.Names", "Careless.Other", "Careless.Static"], Blind([typeof(Careless), typeof(Careful)]));

    private static IEnumerable<string> Blind(IEnumerable<Type> types) => types
        .Where(t => !OfOthers.Contains(t.Namespace?.Split('.').ElementAtOrDefault(1)))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => !m.IsSpecialName && IsBlind(t, m)).Select(m => $"{t.Name}.{m.Name}"))
        .Distinct().Order(StringComparer.Ordinal);

    private static bool IsBlind(Type type, MethodInfo method)
    {
        var given = method.GetParameters().Select(p => p.ParameterType).ToList();
        if (!method.IsStatic) given.AddRange(type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType));
        return given.Exists(Keys.Contains) && !given.Exists(Eyes.Contains);
    }

#pragma warning disable CA1822, CA1812
    public sealed class Careless(Base customers)
    {
        public string Names() => customers.Location.Name;

        public static string Static(DbConnection connection) => connection.ConnectionString;

        public string Other(int number) => $"{number}";
    }

    public sealed class Careful(Base customers, Viewer viewer)
    {
        public string Names() => $"{customers.Location.Name}{viewer}";

        public static string Static(Base customers, Actor actor) => $"{customers}{actor}";
    }
#pragma warning restore CA1822, CA1812
}
