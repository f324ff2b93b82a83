using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.Customers.Lists;

/// <summary>
/// The conditions of a <see cref="CustomerQuery"/> on a customer (alias c), with their parameters. SQLite keeps no statistics, so the plan is
/// prescribed: rare values are fetched by their own index and then sorted; frequent values are looked up on the way through the index of the order,
/// which soon finds a page of them.
/// </summary>
internal sealed class CustomerListFilter
{
    private const int GroupKey = 2;

    private readonly Engine engine;
    private readonly DbConnection connection;
    private readonly PlanLimits limits;
    private readonly FieldConditions fields;
    private readonly Visibility seen;
    private readonly List<string> conditions = [];
    private readonly List<(string Name, object? Value)> parameters = [];

    /// <param name="page">True to read a page in its order; false to go through all that match.</param>
    public CustomerListFilter(CustomerQuery query, Engine engine, DbConnection connection, PlanLimits limits, bool page = false)
    {
        this.engine = engine;
        this.connection = connection;
        this.limits = limits;
        fields = new FieldConditions(engine, Parameter, HomeCountry);
        seen = query.Seen;
        AddPresence(query.Presence);
        conditions.AddRange(seen.Conditions(engine, Parameter));
        if (query.Type is not null) conditions.Add($"c.type = {Parameter(query.Type)}");
        AddAny(query.Labels.Select(l => l.Length == 0 ? "c.label is null" : $"c.label = {Parameter(l)}"));
        AddAny(query.Languages.Select(fields.IsLanguage));
        AddGroups(query.Groups, page);
        foreach (var filter in query.Fields) conditions.Add(fields.Of(filter, IsAside(filter, query.Fields)));
        if (query.Ids is { } ids) AddIds(ids);
        if (query.ChangeSet is { } set) AddChangeSet(set);
        AddWords(query.Words, query.Leads, page);
        // A count that the index of the languages can answer uses only that index, a tenth of the table; otherwise the table is read from end to end,
        // unless a field or the trash has an index.
        HasIndex = HasDriver || query.Presence == CustomerPresence.Trashed || query.Fields.Any(FieldConditions.HasIndex);
        CountFrom = HasIndex ? "customer c" : query.Fields.Count > 0 || query.Groups.Contains("") ? engine.NotIndexed("customer c")
            : engine.IndexedBy("customer c", "ix_customer_language");
    }

    public string Where => string.Join(" and ", conditions);

    public IReadOnlyList<(string Name, object? Value)> Parameters => parameters;

    /// <summary>The table to count in.</summary>
    public string CountFrom { get; }

    /// <summary>Terms that so many customers have that each row is asked for them instead of the index; empty when the conditions say it all.</summary>
    public IReadOnlyList<string> TermsToVerify { get; private set; } = [];

    /// <summary>True when the customers are found by an index of a filter, whatever the order.</summary>
    public bool HasIndex { get; }

    private bool HasDriver { get; set; }

    // SQLite keeps no statistics: of two indexes it may take the one of yes and no, by which half of all are found.
    private static bool IsAside(FieldFilter filter, IReadOnlyList<FieldFilter> all) =>
        IsOfYesAndNo(filter) && all.Any(other => !IsOfYesAndNo(other) && FieldConditions.HasIndex(other));

    private static bool IsOfYesAndNo(FieldFilter filter) => filter.Field is ExtraListField { Definition.Kind: ExtraKind.Flag };

    private void AddPresence(CustomerPresence presence)
    {
        if (presence == CustomerPresence.Trashed)
        {
            conditions.Add(engine.Yes("c.trashed"));
            return;
        }
        conditions.Add(CustomerColumns.Alive(engine, "c"));
        if (presence == CustomerPresence.Active) conditions.Add(engine.Yes("c.active"));
        if (presence == CustomerPresence.Inactive) conditions.Add(engine.No("c.active"));
    }

    private void AddGroups(IReadOnlyList<string> groups, bool page)
    {
        if (groups.Count == 0) return;
        var named = groups.Where(g => g.Length > 0).Select(g => Parameter(g)).ToList();
        if (groups.Contains(""))
        {
            var any = named.Count == 0 ? "" : $" or exists ({GroupRow("1", named)} and k.customer_id = c.id)";
            conditions.Add($"(c.groups is null{any})");
            return;
        }
        var ids = GroupRow("k.customer_id", named);
        conditions.Add(Drives(ids) ? $"c.id in ({ids})" : page ? $"exists ({GroupRow("1", named)} and k.customer_id = c.id)" : $"+c.id in ({ids})");
    }

    private static string GroupRow(string column, List<string> keys) =>
        $"select {column} from customer_key k where k.kind = {GroupKey} and k.key in ({string.Join(", ", keys)})";

    // As one parameter: a selection can be longer than a statement may be.
    private void AddIds(IReadOnlyList<long> ids)
    {
        HasDriver = true;
        conditions.Add($"c.id in ({engine.EachId(Parameter(string.Join(',', ids)))})");
    }

    private void AddChangeSet(long set)
    {
        const string items = "from change_item i join change_set s on i.seq between s.first_seq and s.last_seq where i.record_kind = 1";
        var number = Parameter(set);
        var ids = $"select i.record_id {items} and s.id = {number}";
        conditions.Add(Drives(ids) ? $"c.id in ({ids})" : $"exists (select 1 {items} and s.id = {number} and i.record_id = c.id)");
    }

    private void AddWords(string words, IReadOnlyList<AbsorbedKey> leads, bool page)
    {
        var terms = CustomerSearch.Terms(words);
        if (CustomerSearch.IdsAnywhere(terms, engine, parameters) is not { } ids)
        {
            // Something was typed, and nothing in it is a letter or a digit.
            if (words.AsSpan().Trim().Length > 0) conditions.Add("1 = 0");
            return;
        }
        ids = ids.And(leads)!;
        if (engine.KeepsStatistics() || HasDriver || !page)
        {
            if (Count(OfSeen(ids), 1) == 0) ids = CustomerSearch.TolerantIds(terms, engine, parameters) ?? ids;
            // With the + it is not the way in: the IDs are gathered once, and the order is walked.
            conditions.Add(Drives(ids) ? $"c.id in ({ids})" : $"+c.id in ({ids})");
            return;
        }
        var found = Count(ids, limits.Many);
        if (found == 0 || (!seen.IsAll && Count(OfSeen(ids), 1) == 0)) (ids, found) = (CustomerSearch.TolerantIds(terms, engine, parameters) ?? ids, 0);
        if (found == limits.Many) TermsToVerify = terms;
        else conditions.Add((HasDriver = found <= limits.Few) ? $"c.id in ({ids})" : $"+c.id in ({ids})");
    }

    // Forgiving an error must not reveal what hidden customers have.
    private string OfSeen(string ids) =>
        seen.IsAll ? ids : $"select c.id from customer c where c.id in ({ids}) and {string.Join(" and ", seen.Conditions(engine, Parameter))}";

    private bool Drives(string ids)
    {
        if (engine.KeepsStatistics()) return true;
        if (HasDriver || Count(ids, limits.Few) == limits.Few) return false;
        return HasDriver = true;
    }

    private int Count(string ids, int most)
    {
        using var command = connection.Query($"select count(*) from (select 1 from ({ids}) found limit {most.ToString(CultureInfo.InvariantCulture)}) counted",
            [.. parameters]);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private string HomeCountry()
    {
        var key = OrganisationSettings.HomeCountrySetting.Key;
        using var command = connection.Query("select value from setting where key = @key", ("key", key));
        return new OrganisationSettings(command.ExecuteScalar() is string value ? new Dictionary<string, string> { [key] = value } : []).HomeCountry;
    }

    private void AddAny(IEnumerable<string> alternatives)
    {
        var any = string.Join(" or ", alternatives);
        if (any.Length > 0) conditions.Add("(" + any + ")");
    }

    private string Parameter(object value)
    {
        var name = "p" + parameters.Count.ToString(CultureInfo.InvariantCulture);
        parameters.Add((name, value));
        return "@" + name;
    }
}

/// <summary>The number of customers from which SQLite gets another plan.</summary>
/// <param name="Few">Up to so many are fetched by ID, which costs about 3 microseconds each; a step through an index costs 0.1.</param>
/// <param name="Many">This many matches are a good part of all: the next page of them is found sooner by checking the customers one after the other
/// than by gathering all IDs.</param>
/// <param name="Near">This many of the next customers in the order are checked, on both engines, before all are.</param>
internal sealed record PlanLimits(int Few = 2_500, int Many = 25_000, int Near = 1_000);
