using Stamgast.Attachments;
using Stamgast.Backups;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Exporting;
using Stamgast.ExtraFields;
using Stamgast.Importing;
using Stamgast.Jobs;
using Stamgast.Kinds;
using Stamgast.Outbox;
using Stamgast.Privacy;
using Stamgast.Service.Conversations;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Settings;
using Stamgast.Tasks;
using Stamgast.Users;

namespace Stamgast.Start;

/// <summary>
/// Every place of personal data in Core, feature by feature, in the order of an erasure: proposals and records before the history, since they are compared
/// with the customer while it exists.
/// </summary>
public static class AllDataPlaces
{
    private static readonly ErasePlan KeptByLaw =
        ErasePlan.Keep("documents and what was said about them are kept as long as the law asks; retention decides when they go");

    private static readonly ErasePlan KeptWhenFiled = ErasePlan.Keep("what was said is kept as long as the law asks; retention decides when it "
        + "goes. Mails that are filed with nobody and were written by the customer, or to them alone, go to the trash without their texts and files");

    public static readonly IReadOnlyList<DataPlace> InOrder =
    [
        .. ImportDataPlaces.All,
        .. CustomerDataPlaces.All,
        .. RecordKinds.All.SelectMany(kind => kind == ConversationKind.Instance ? KindDataPlaces.Of(kind, KeptWhenFiled, EraseUnfiledMails.Do)
            : KindDataPlaces.Of(kind, KeptByLaw)),
        .. ChangeDataPlaces.All(EraseCustomer.Do),
        .. DuplicateDataPlaces.All,
        .. ScanDataPlaces.All,
        .. TaskDataPlaces.All,
        .. OutboxDataPlaces.All,
        .. AttachmentDataPlaces.All,
        .. JobDataPlaces.All,
        .. UserDataPlaces.All,
        .. SettingDataPlaces.All,
        .. ExtraFieldDataPlaces.All,
        .. ExportDataPlaces.All,
        .. BackupDataPlaces.All,
        .. DatabaseDataPlaces.All,
    ];
}
