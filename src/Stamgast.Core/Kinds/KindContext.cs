using System.Data.Common;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.Kinds;

/// <summary>
/// What rules know while they judge values: the organisation, the moment, users, and other records, which are read once. One serves a form, or all rows
/// of a file; it holds a connection.
/// </summary>
public sealed class KindContext : IDisposable
{
    private readonly Dictionary<(int Kind, long Id), RecordState?> known = [];
    private readonly Base customers;
    private readonly Lazy<IReadOnlyList<User>> users;
    private readonly DbConnection? own;
    private readonly WriteTransaction? transaction;
    private IReadOnlyList<long>? activeShops;

    /// <param name="transaction">Reads within it; null opens a connection.</param>
    public KindContext(Base customers, Viewer viewer, TimeProvider clock, WriteTransaction? transaction = null)
    {
        (this.customers, this.transaction, Viewer) = (customers, transaction, viewer);
        Settings = OrganisationSettings.Of(customers);
        Rules = RuleContext.Of(Settings, clock);
        Now = clock.GetUtcNow().UtcDateTime;
        users = new(() => new UserAccounts(customers, clock).All());
        own = transaction is null ? customers.OpenReader() : null;
    }

    public Viewer Viewer { get; }

    public OrganisationSettings Settings { get; }

    /// <summary>How dates, phone numbers and amounts are read.</summary>
    public RuleContext Rules { get; }

    /// <summary>UTC.</summary>
    public DateTime Now { get; }

    /// <summary>The present day of the organisation, "2026-11-30".</summary>
    public string Today => Rules.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The present moment as a <see cref="FieldKind.Moment"/>.</summary>
    public string Moment => Written(Now);

    public Engine Engine => customers.Engine;

    /// <summary>The connection that the rules may read with.</summary>
    public DbConnection Reader => own ?? transaction!.Connection;

    /// <summary>The culture for texts in a language; for none, or for one that the program does not speak, that of the organisation.</summary>
    public CultureInfo CultureOf(string? language = null) => Language.Cultures.Match(language, Settings.HomeCountry)
        ?? Language.Cultures.Find(Settings.Culture) ?? Language.Cultures.English;

    /// <summary>A moment as a <see cref="FieldKind.Moment"/> has it.</summary>
    public static string Written(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The IDs of the active shops, the oldest first.</summary>
    public IReadOnlyList<long> ActiveShops => activeShops ??= ReadShops();

    /// <summary>The user with this ID; null without one.</summary>
    public User? UserById(long id) => users.Value.FirstOrDefault(u => u.Id == id);

    /// <summary>The user with this address; null without one.</summary>
    public User? UserByEmail(string email) => User.Fold(email) is var folded ? users.Value.FirstOrDefault(u => u.EmailFolded == folded) : null;

    /// <summary>A customer that the viewer sees, in the trash or not; for an absorbed one, the customer that it was merged into. Null without one.</summary>
    public CustomerState? CustomerOf(long id)
    {
        var state = (CustomerState?)Find(CustomerShape.Instance, id);
        for (var steps = 0; state?.MergedInto is { } into && steps < 100; steps++) state = (CustomerState?)Find(CustomerShape.Instance, into);
        return state is not null && Viewer.Sees(state.Values) ? state : null;
    }

    /// <summary>The record of a kind with this ID, in the trash or not; null without one.</summary>
    public RecordState? Find(RecordShape shape, long id)
    {
        if (!known.ContainsKey((shape.Kind, id))) Know(shape, [id]);
        return known[(shape.Kind, id)];
    }

    /// <summary>The record that a field points at; null without one.</summary>
    public RecordState? Find(RecordKind kind, string? id) => id is null ? null : Find(kind.Shape, long.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>Reads some records at once.</summary>
    public void Know(RecordShape shape, IEnumerable<long> ids)
    {
        foreach (var portion in ids.Where(id => !known.ContainsKey((shape.Kind, id))).Distinct().Chunk(RecordStates.Portion))
        {
            var states = RecordStates.Read(Reader, Engine, shape, portion);
            foreach (var id in portion) known[(shape.Kind, id)] = states.GetValueOrDefault(id);
        }
    }

    /// <summary>Forgets what was read, since it may have changed.</summary>
    public void Forget() => known.Clear();

    private List<long> ReadShops()
    {
        using var command = Reader.Query($"select s.id from shop s where {Engine.No("s.trashed")} and {Engine.Yes("s.active")} order by s.id");
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }

    /// <inheritdoc />
    public void Dispose() => own?.Dispose();
}
