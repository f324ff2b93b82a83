using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Users;

namespace Stamgast.App.Said;

/// <summary>The names of users who made changes; the command line has a label of its own.</summary>
public sealed class UserNames
{
    private readonly Dictionary<long, string> names;
    private readonly Visit visit;

    private UserNames(Dictionary<long, string> names, Visit visit)
    {
        this.names = names;
        this.visit = visit;
    }

    /// <summary>Reads the names of these users; users are few.</summary>
    public static UserNames Read(Base customers, Visit visit)
    {
        var users = new UserAccounts(customers, TimeProvider.System).All();
        return new UserNames(users.ToDictionary(u => u.Id, u => u.Name.Length > 0 ? u.Name : u.Email), visit);
    }

    /// <summary>All of them, in alphabetical order.</summary>
    public IEnumerable<(long Id, string Name)> All => names.Select(n => (n.Key, n.Value)).OrderBy(n => n.Value, visit.Order);

    public string this[long? id] => id is { } known && names.TryGetValue(known, out var name) ? name : visit.T("activity.nobody");

    /// <summary>The user who made a change set.</summary>
    public string Of(ChangeSet set) => set switch
    {
        { UserId: null, Door: Door.CommandLine } => visit.T("activity.commandLine"),
        { UserId: null, Door: Door.Program } => visit.T("activity.program"),
        { UserId: null, Door: Door.Outbox } => visit.T("activity.door.Outbox"),
        _ => this[set.UserId],
    };
}
