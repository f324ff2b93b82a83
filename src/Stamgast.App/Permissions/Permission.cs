namespace Stamgast.App.Permissions;

/// <summary>
/// The permission that a page, a fragment or a command requires. This is the whole register: every route and every command names one of these, and
/// the program does not start when one does not. The text of a permission is <c>permission.NAME</c>.
/// </summary>
public sealed record Permission
{
    private static readonly List<Permission> Register = [];

    private Permission(string name)
    {
        Name = name;
        Register.Add(this);
    }

    /// <summary>Without signing in: the sign-in page, style sheets, health.</summary>
    public static readonly Permission Everyone = new("everyone");

    /// <summary>One's own account: sessions, language, password.</summary>
    public static readonly Permission OwnAccount = new("own-account");

    public static readonly Permission ReadCustomers = new("read-customers");

    /// <summary>Create, edit, convert, deactivate, label.</summary>
    public static readonly Permission EditCustomers = new("edit-customers");

    /// <summary>To the trash and back.</summary>
    public static readonly Permission DeleteCustomers = new("delete-customers");

    /// <summary>Merging several customers into one, and splitting them again.</summary>
    public static readonly Permission Merge = new("merge");

    public static readonly Permission ReadTasks = new("read-tasks");

    /// <summary>Create, edit, tick, to the trash and back.</summary>
    public static readonly Permission EditTasks = new("edit-tasks");

    /// <summary>Orders, offers, invoices, returns, contracts, agreements and payments.</summary>
    public static readonly Permission ReadSales = new("read-sales");

    public static readonly Permission EditSales = new("edit-sales");

    /// <summary>Tickets and conversations.</summary>
    public static readonly Permission ReadService = new("read-service");

    public static readonly Permission EditService = new("edit-service");

    /// <summary>The outbox.</summary>
    public static readonly Permission ReadMail = new("read-mail");

    /// <summary>Write a mail, try one again, take one back, decide about an uncertain one.</summary>
    public static readonly Permission SendMail = new("send-mail");

    public static readonly Permission Import = new("import");

    public static readonly Permission Export = new("export");

    public static readonly Permission ReadActivity = new("read-activity");

    /// <summary>Undo or redo a change set.</summary>
    public static readonly Permission Undo = new("undo");

    public static readonly Permission FindDuplicates = new("find-duplicates");

    public static readonly Permission ChangeSettings = new("change-settings");

    public static readonly Permission ManageUsers = new("manage-users");

    /// <summary>Fill with sample customers, and take them away again.</summary>
    public static readonly Permission SampleData = new("sample-data");

    /// <summary>Serve, back up, restore, check, migrate.</summary>
    public static readonly Permission Operate = new("operate");

    /// <summary>Stable, in lower case with hyphens.</summary>
    public string Name { get; }

    public static IReadOnlyList<Permission> All => Register;

    public override string ToString() => Name;
}
