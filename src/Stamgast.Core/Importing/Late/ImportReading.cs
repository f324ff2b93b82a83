using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Customers.Names;

namespace Stamgast.Importing.Late;

/// <summary>What applying an import must know of how it was compared; stands in <see cref="ChangeSet.Reading"/> beside what the import keeps for itself.</summary>
internal sealed record ImportReading(bool KeyIsEmail, long LastIdAtPreview)
{
    private const int ById = 0;
    private const int OnlyCreate = 1;

    /// <summary>The choice of the import by its number: 0 finds customers by ID alone.</summary>
    public int Key { get; init; } = ById + 1;

    /// <summary>The choice of the import by its number: 1 leaves customers that exist as they are.</summary>
    public int Mode { get; init; }

    public bool KeyIsVat { get; init; }

    public ReadOptions Options { get; init; } = new(null);

    public ReadMapping Mapping { get; init; } = new(null);

    public bool FindsByNumber => Key != ById;

    public bool LeavesCustomers => Mode == OnlyCreate;

    public static ImportReading? Of(ChangeSet set) =>
        set.Kind == ChangeKind.Import && set.Reading is { } json ? JsonSerializer.Deserialize<ImportReading>(json, JsonSerializerOptions.Web) : null;

    /// <summary>
    /// True when a value that a row would give a new customer is given to one that exists too: not in a field that was to stay, and not
    /// where it is what new customers get by default. Whether a cell said the same as the default is not kept; then nothing is altered.
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
