using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>The conditions that a <see cref="CustomerQuery"/> puts on a customer (alias c), with their parameters.</summary>
internal sealed class CustomerListFilter
{
    private const int GroupKey = 2;

    private readonly Engine engine;
    private readonly List<string> conditions = [];
    private readonly List<(string Name, object? Value)> parameters = [];

    public CustomerListFilter(CustomerQuery query, Engine engine)
    {
        this.engine = engine;
        AddPresence(query.Presence);
        if (query.Type is not null) conditions.Add($"c.type = {Parameter(query.Type)}");
        AddLanguages(query.Languages);
        AddLabels(query.Labels);
        AddGroups(query.Groups);
        foreach (var filter in query.Fields) AddField(filter);
        if (query.Ids is { } ids) AddIds(ids);
        if (query.ChangeSet is { } set)
            conditions.Add($"c.id in (select i.record_id from change_item i join change_set s on i.seq between s.first_seq and s.last_seq where s.id = {Parameter(set)} and i.record_kind = 1)");
        if (CustomerSearch.Ids(CustomerSearch.Terms(query.Words), engine, parameters) is { } found)
            conditions.Add($"c.id in ({found})");
        else if (query.Words.AsSpan().Trim().Length > 0)
            // Something was typed, and nothing in it is a letter or a digit.
            conditions.Add("1 = 0");
    }

    public string Where => string.Join(" and ", conditions);

    public IReadOnlyList<(string Name, object? Value)> Parameters => parameters;

    private void AddPresence(CustomerPresence presence)
    {
        if (presence == CustomerPresence.Trashed)
        {
            conditions.Add(Truth("c.trashed"));
            return;
        }
        conditions.Add(CustomerColumns.Alive(engine, "c"));
        if (presence == CustomerPresence.Active) conditions.Add(Truth("c.active"));
        if (presence == CustomerPresence.Inactive) conditions.Add(engine == Engine.Sqlite ? "c.active = 0" : "not c.active");
    }

    // As one parameter: a selection can be longer than a statement may be.
    private void AddIds(IReadOnlyList<long> ids) => conditions.Add(engine == Engine.Sqlite
        ? $"c.id in (select value from json_each({Parameter("[" + string.Join(',', ids) + "]")}))"
        : $"c.id in (select unnest(string_to_array({Parameter(string.Join(',', ids))}, ',')::bigint[]))");

    private void AddLanguages(IReadOnlyList<string> languages) =>
        AddAny(languages.Select(l => l switch
        {
            "" => "c.language is null",
            _ when l.Contains('-', StringComparison.Ordinal) => $"c.language = {Parameter(l)}",
            _ => $"c.language = {Parameter(l)} or c.language like {Parameter(Escaped(l) + "-%")} escape '\\'",
        }));

    private void AddLabels(IReadOnlyList<string> labels) =>
        AddAny(labels.Select(l => l.Length == 0 ? "c.label is null" : $"c.label = {Parameter(l)}"));

    private void AddGroups(IReadOnlyList<string> groups)
    {
        if (groups.Count == 0) return;
        var named = groups.Where(g => g.Length > 0).Select(Parameter).ToList();
        var any = new List<string>();
        if (groups.Contains("")) any.Add("c.groups is null");
        if (named.Count > 0) any.Add($"c.id in (select k.customer_id from customer_key k where k.kind = {GroupKey} and k.key in ({string.Join(", ", named)}))");
        AddAny(any);
    }

    private void AddField(FieldFilter filter)
    {
        var column = CustomerColumns.AsText(filter.Field, engine, "c");
        AddAny(filter.Values.Select(value => value switch
        {
            "" => $"c.{filter.Field.Name} is null",
            FieldFilter.Anything => $"c.{filter.Field.Name} is not null",
            _ => $"lower({column}) = lower({Parameter(value)})",
        }));
    }

    private void AddAny(IEnumerable<string> alternatives)
    {
        var any = string.Join(" or ", alternatives);
        if (any.Length > 0) conditions.Add("(" + any + ")");
    }

    private string Truth(string column) => engine == Engine.Sqlite ? column + " = 1" : column;

    private string Parameter(object value)
    {
        var name = "p" + parameters.Count;
        parameters.Add((name, value));
        return "@" + name;
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
