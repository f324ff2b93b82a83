using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Importing.Late;

/// <summary>
/// What applying an import must know about how it was compared; stored in <see cref="ChangeSet.Reading"/> beside the import's own data.
/// </summary>
internal sealed record ImportReading(bool KeyIsEmail, long LastIdAtPreview)
{
    private const int ById = 0;
    private const int OnlyCreate = 1;

    /// <summary>The number of an import option: 0 matches customers by ID only.</summary>
    public int Key { get; init; } = ById + 1;

    /// <summary>The number of an import option: 1 leaves existing customers as they are.</summary>
    public int Mode { get; init; }

    public bool KeyIsVat { get; init; }

    /// <summary>The number of rows that were to be merged.</summary>
    public long Merges { get; init; }

    public ReadOptions Options { get; init; } = new(null);

    public ReadMapping Mapping { get; init; } = new(null);

    public bool FindsByNumber => Key != ById;

    public bool LeavesCustomers => Mode == OnlyCreate;

    public static ImportReading? Of(ChangeSet set) =>
        set is { Kind: ChangeKind.Import, RecordKind: CustomerShape.KindNumber } && set.Reading is { } json
            ? JsonSerializer.Deserialize<ImportReading>(json, JsonSerializerOptions.Web) : null;

    /// <summary>
    /// True when a value that a row would give a new customer also applies to an existing one: not for kept fields, and not for a default. Whether a
    /// cell merely repeated the default is not stored; then nothing changes.
    /// </summary>
    public bool Assigns(FieldChange value)
    {
        if (value.Field < 0) return false;
        var name = value.Name;
        return Options.FieldsKept?.Contains(name) != true && (Mapping.Defaults is not { } defaults || defaults.GetValueOrDefault(name) != value.After);
    }

    internal sealed record ReadOptions(IReadOnlyList<string>? FieldsKept);

    internal sealed record ReadMapping(IReadOnlyDictionary<string, string>? Defaults);
}
