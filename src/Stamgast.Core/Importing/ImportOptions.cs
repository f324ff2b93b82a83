using Stamgast.Formats;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>How rows are matched to customers.</summary>
public enum ImportKey
{
    /// <summary>Only by system ID.</summary>
    Id,
    /// <summary>By system ID, then by customer number.</summary>
    Number,
    /// <summary>By system ID, then by customer number, then by e-mail address.</summary>
    Email,
    /// <summary>By system ID, then by customer number, then by VAT number.</summary>
    Vat,
}

/// <summary>The meaning of an empty cell.</summary>
public enum EmptyCells
{
    /// <summary>Nothing: the value stays.</summary>
    Leave,
    /// <summary>Clears the value.</summary>
    Clear,
}

/// <summary>What an import may do.</summary>
public enum ImportMode
{
    /// <summary>Update customers that are found and create the others.</summary>
    Upsert,
    /// <summary>Only create; existing customers stay as they are.</summary>
    Create,
    /// <summary>Only update; rows without a customer are refused.</summary>
    Update,
}

/// <summary>How a saved mapping for files with the same headers is used.</summary>
public enum KeptMapping
{
    /// <summary>Its columns are used; the options are those given.</summary>
    Columns,
    /// <summary>Its columns and the options that were kept with it are taken.</summary>
    All,
    /// <summary>It is set aside for this file.</summary>
    SetAside,
}

/// <summary>How a file is to be imported; null members are detected or guessed.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of a system with known columns, or of a saved mapping.</summary>
    public string? Profile { get; init; }
    public KeptMapping Kept { get; init; }
    public ImportKey Key { get; init; } = ImportKey.Number;
    public EmptyCells Empty { get; init; } = EmptyCells.Leave;
    public ImportMode Mode { get; init; } = ImportMode.Upsert;
    public TableOptions Table { get; init; } = new();
    public ColumnMapping? Mapping { get; init; }

    /// <summary>Defaults by field name for new customers whose row has no value; in addition to those of the mapping.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields by name that existing customers keep, whatever the file says; new customers get them.</summary>
    public IReadOnlyList<string> FieldsKept { get; init; } = [];

    /// <summary>Repairs that a person switched off.</summary>
    public IReadOnlyList<RepairKey> RepairsOff { get; init; } = [];

    /// <summary>Causes whose cells are read as empty; the customer's values stay.</summary>
    public IReadOnlyList<ErrorCause> EmptiedCauses { get; init; } = [];

    /// <summary>Causes whose rows are left out.</summary>
    public IReadOnlyList<ErrorCause> LeftOutCauses { get; init; } = [];

    /// <summary>Columns left out because of a cause; in the mapping they have no target.</summary>
    public IReadOnlyList<LeftColumn> LeftColumns { get; init; } = [];

    /// <summary>The order of day and month, chosen by hand per column (from 0).</summary>
    public IReadOnlyDictionary<int, DateOrder> DateOrders { get; init; } = new Dictionary<int, DateOrder>();
}
