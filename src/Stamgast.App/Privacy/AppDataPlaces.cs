using Stamgast.App.Serving.Forms;
using Stamgast.Privacy;

namespace Stamgast.App.Privacy;

/// <summary>The places of personal data that a running program adds to those of Core.</summary>
public static class AppDataPlaces
{
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it points at no customer");
    private static readonly ErasePlan Nobody = ErasePlan.NotPersonal("it is empty, or tells programs where to find each other");
    private static readonly ExportPlan Nothing = ExportPlan.LeaveOut("it says nothing of anybody");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Lock of the data folder", DataSubject.Nobody, new DataFiles("lock"), Nobody, NoMerge, Nothing),
        new("Socket for commands", DataSubject.Nobody, new DataFiles("stamgast.sock"), Nobody, NoMerge, Nothing),
        new("Where the socket is", DataSubject.Nobody, new DataFiles("stamgast.sock.at"), Nobody, NoMerge, Nothing),
        new("Whether the folder can be written", DataSubject.Nobody, new DataFiles(".probe-*"), Nobody, NoMerge, Nothing),
        new("Forms kept through a sign-in", DataSubject.Customer, new InMemory(nameof(KeptForms)),
            ErasePlan.Expire("after an hour, or when the program ends"), NoMerge, ExportPlan.LeaveOut("nobody has saved it")),
        new("Forms that were sent", DataSubject.Nobody, new InMemory(nameof(DoneForms)),
            ErasePlan.NotPersonal("it holds tokens and addresses of pages"), NoMerge, Nothing),
        new("Log of the program", DataSubject.Nobody, new OutsideStamgast("standard error, and the journal of the system that keeps it"),
            ErasePlan.NotPersonal("routes and counts, never values"), NoMerge, Nothing),
        new("Browsers of users", DataSubject.User, new OutsideStamgast("cookies of a session and of a language; pages are not stored"),
            ErasePlan.NotPersonal("they are about users"), NoMerge, ExportPlan.LeaveOut("it is in their own browser")),
    ];
}
