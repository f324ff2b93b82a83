using Stamgast.Customers.Lists;
using Stamgast.Records;
using Stamgast.Users;

namespace Stamgast.Customers;

/// <summary>
/// The viewer of customers, and the customers it may see. Everything that returns something about customers takes one, so that a limit holds in every
/// list, count, search, history, export and preview alike: docs/decisions/0049-viewer.md.
/// </summary>
public sealed record Viewer
{
    private Viewer(long? userId, Visibility visibility)
    {
        (UserId, Visibility) = (userId, visibility);
    }

    /// <summary>A user who runs commands on the machine of the base: sees everybody, as its files do.</summary>
    public static readonly Viewer CommandLine = new(null, Visibility.All);

    /// <summary>The program itself, for preparation and caches: nothing of that is shown without the viewer of the page.</summary>
    public static readonly Viewer System = new(null, Visibility.All);

    /// <summary>A visitor who is not signed in: sees no customers.</summary>
    public static readonly Viewer Nobody = new(null, Visibility.Only([]));

    /// <summary>The user; null for the command line, the program itself and nobody.</summary>
    public long? UserId { get; }

    /// <summary>The visible customers.</summary>
    public Visibility Visibility { get; private init; }

    /// <summary>True when every customer is seen.</summary>
    public bool SeesAll => Visibility.IsAll;

    /// <summary>A user as viewer. Today every user sees all customers; limits that come with roles belong here and nowhere else.</summary>
    public static Viewer Of(User user) => new(user.Id, Visibility.All);

    /// <summary>The same viewer with a limit.</summary>
    internal Viewer Limited(Visibility visibility) => this with { Visibility = visibility };

    /// <summary>True when this viewer sees a record with these values. The limits are of customers: of other kinds everything is seen.</summary>
    public bool Sees(RecordValues values) => SeesAll || values is not CustomerValues customer || Visibility.Sees(customer);

    /// <summary>The customer if this viewer sees it, otherwise null, as if it did not exist.</summary>
    internal CustomerState? Seen(CustomerState? customer) => customer is not null && Sees(customer.Values) ? customer : null;

    /// <summary>A query limited to the customers that this viewer sees; the query itself for an unlimited viewer.</summary>
    internal CustomerQuery Narrowed(CustomerQuery query) => SeesAll ? query : query with { Seen = Visibility };
}
