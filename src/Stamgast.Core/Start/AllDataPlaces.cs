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
using Stamgast.Settings;
using Stamgast.Tasks;
using Stamgast.Users;

namespace Stamgast.Start;

/// <summary>
/// Every place of personal data in Core, feature by feature, in the order of an erasure: proposals first, since they are compared with the customer
/// while it exists.
/// </summary>
public static class AllDataPlaces
{
    private static readonly ErasePlan KeptByLaw =
        ErasePlan.Keep("documents and what was said about them are kept as long as the law asks; retention decides when they go");

    public static readonly IReadOnlyList<DataPlace> InOrder =
    [
        .. ImportDataPlaces.All,
        .. CustomerDataPlaces.All,
        .. ChangeDataPlaces.All(EraseCustomer.Do),
        .. DuplicateDataPlaces.All,
        .. ScanDataPlaces.All,
        .. TaskDataPlaces.All,
        .. RecordKinds.All.SelectMany(kind => KindDataPlaces.Of(kind, KeptByLaw)),
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
