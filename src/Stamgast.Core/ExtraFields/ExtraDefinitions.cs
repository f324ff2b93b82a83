using System.Globalization;
using System.Runtime.CompilerServices;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.ExtraFields;

/// <summary>The extra fields of a base, as they were at one moment, in order.</summary>
public sealed class ExtraDefinitions
{
    /// <summary>A base without extra fields.</summary>
    public static readonly ExtraDefinitions None = new([]);

    // Every change of a definition replaces it with a new unique text. It is read each time, so that other processes notice the change; the
    // definitions are only read when it differs.
    private const string StampKey = "extra-fields";

    private static readonly ConditionalWeakTable<Base, Remembered> Memory = [];

    private readonly Dictionary<string, ExtraDefinition> byMapId;

    private ExtraDefinitions(List<ExtraDefinition> all)
    {
        all.Sort((one, other) => one.Position != other.Position ? one.Position.CompareTo(other.Position) : one.Id.CompareTo(other.Id));
        All = all;
        Living = [.. All.Where(d => d.IsLiving)];
        byMapId = All.ToDictionary(d => d.MapId, StringComparer.Ordinal);
    }

    /// <summary>All of them, including retired ones.</summary>
    public IReadOnlyList<ExtraDefinition> All { get; }

    /// <summary>Those in use.</summary>
    public IReadOnlyList<ExtraDefinition> Living { get; }

    /// <summary>True when an index is missing, or one is left of a kind that a field no longer has, as far as this process was told.</summary>
    public bool NeedIndexing { get; private init; }

    /// <summary>The field of a stored value; null without one.</summary>
    public ExtraDefinition? ById(string mapId) => byMapId.GetValueOrDefault(mapId);

    /// <summary>The field with this key, with or without <c>x:</c>; null without one.</summary>
    public ExtraDefinition? ByKey(string key)
    {
        if (key.StartsWith(ExtraDefinition.Prefix, StringComparison.OrdinalIgnoreCase)) key = key[ExtraDefinition.Prefix.Length..];
        return All.FirstOrDefault(d => string.Equals(d.Key, key, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The field with this key.</summary>
    /// <exception cref="RefusedException">extra.unknown</exception>
    public ExtraDefinition Require(string key) => ByKey(key) ?? throw new RefusedException("extra.unknown", key);

    /// <summary>The fields as the base has them now.</summary>
    public static ExtraDefinitions Of(Base customers)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select value from setting where key = @key", ("key", StampKey));
        if (command.ExecuteScalar() is not string stamp) return None;
        if (Memory.TryGetValue(customers, out var known) && known.Stamp == stamp) return known.Definitions;
        var indexes = ExtraIndexName.AllIn(reader, customers.Engine);
        using var context = customers.NewContext();
        var all = context.Set<ExtraField>().AsEnumerable().Select(ExtraDefinition.Of).Select(Indexed).ToList();
        var wanted = all.Where(f => f.WantsIndex).Select(ExtraIndexName.Of);
        var read = new Remembered(stamp, new ExtraDefinitions(all) { NeedIndexing = !indexes.SetEquals(wanted) });
        Memory.AddOrUpdate(customers, read);
        return read.Definitions;

        ExtraDefinition Indexed(ExtraDefinition field) => field with { IsIndexed = indexes.Contains(ExtraIndexName.Of(field)) };
    }

    /// <summary>Tells every process that the definitions have changed.</summary>
    internal static void Stamp(WriteTransaction transaction) => transaction.Execute(
        "insert into setting(key, value) values(@key, @value) on conflict(key) do update set value = excluded.value",
        ("key", StampKey), ("value", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)));

    private sealed record Remembered(string Stamp, ExtraDefinitions Definitions);
}
