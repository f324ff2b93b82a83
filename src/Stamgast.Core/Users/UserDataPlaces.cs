using Stamgast.Privacy;

namespace Stamgast.Users;

/// <summary>
/// Data of the people who work with Stamgast. They are not customers: a user who leaves is deactivated, and stays known in the history.
/// </summary>
internal static class UserDataPlaces
{
    private static readonly ErasePlan NoCustomer = ErasePlan.NotPersonal("it is about users, never about customers");
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it is about users");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        User("Users", ["id", "email", "email_folded", "name", "culture", "theme", "list_columns", "active", "created_at", "last_sign_in_at"],
            ExportPlan.Include("the account, to the user who asks")),
        User("Passwords of users", ["password_hash"], ExportPlan.LeaveOut("a hash tells its owner nothing, and everybody else too much")),
        new("Sessions of users", DataSubject.User,
            new TableColumns("user_session", ["id", "secret_hash", "user_id", "created_at", "last_seen_at", "expires_at", "address", "browser"]),
            NoCustomer, NoMerge, ExportPlan.Include("when and from where somebody is signed in, without the secret, to the user who asks")),
        new("One-time links", DataSubject.User, new TableColumns("sign_in_link", ["id", "secret_hash", "purpose", "user_id", "created_at", "expires_at"]),
            NoCustomer, NoMerge, ExportPlan.LeaveOut("it expires, and is a hash")),
        new("Keys that protect forms and cookies", DataSubject.Nobody, new TableColumns("protection_key", ["id", "name", "xml"]),
            NoCustomer, NoMerge, ExportPlan.LeaveOut("it is secret, and about nobody")),
        new("Sign-ins that failed", DataSubject.User, new InMemory(nameof(FailedTries)),
            NoCustomer, NoMerge, ExportPlan.LeaveOut("addresses that strangers typed, for six hours at most")),
    ];

    private static DataPlace User(string name, string[] columns, ExportPlan export) =>
        new(name, DataSubject.User, new TableColumns("app_user", columns), NoCustomer, NoMerge, export);
}
