using Stamgast.Formats;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>By what rows find their customer.</summary>
public enum ImportKey
{
    /// <summary>Only by system ID.</summary>
    Id,
    /// <summary>By system ID, else by customer number.</summary>
    Number,
    /// <summary>By system ID, else by customer number, else by e-mail address.</summary>
    Email,
    /// <summary>By system ID, else by customer number, else by VAT number.</summary>
    Vat,
}

/// <summary>What an empty cell says.</summary>
public enum EmptyCells
{
    /// <summary>Nothing: the value stays.</summary>
    Leave,
    /// <summary>That the value is to be emptied.</summary>
    Clear,
}

/// <summary>What an import may do.</summary>
public enum ImportMode
{
    /// <summary>Update customers that are found and create the others.</summary>
    Upsert,
    /// <summary>Only create; customers that exist stay as they are.</summary>
    Create,
    /// <summary>Only update; rows without a customer are refused.</summary>
    Update,
}

/// <summary>What becomes of a mapping that was kept for files with the same headers.</summary>
public enum KeptMapping
{
    /// <summary>Its columns are taken; the options are those that are given.</summary>
    Columns,
    /// <summary>Its columns and the options that were kept with it are taken.</summary>
    All,
    /// <summary>It is set aside for this file.</summary>
    SetAside,
}

/// <summary>How a file is to be imported; what is null is detected or guessed.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of a system whose columns are known, or of a kept mapping.</summary>
    public string? Profile { get; init; }
    public KeptMapping Kept { get; init; }
    public ImportKey Key { get; init; } = ImportKey.Number;
    public EmptyCells Empty { get; init; } = EmptyCells.Leave;
    public ImportMode Mode { get; init; } = ImportMode.Upsert;
    public TableOptions Table { get; init; } = new();
    public ColumnMapping? Mapping { get; init; }

    /// <summary>Values by field name that a new customer gets where its row says nothing; those of the mapping stay beside them.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields by name that stay as they are with customers that exist, whatever the file says; new customers get them.</summary>
    public IReadOnlyList<string> FieldsKept { get; init; } = [];

    /// <summary>Repairs that a person switched off.</summary>
    public IReadOnlyList<RepairKey> RepairsOff { get; init; } = [];

    /// <summary>What is wrong in cells that are read as if they were empty; what a customer has there stays.</summary>
    public IReadOnlyList<ErrorCause> EmptiedCauses { get; init; } = [];

    /// <summary>What is wrong in rows that are left out.</summary>
    public IReadOnlyList<ErrorCause> LeftOutCauses { get; init; } = [];

    /// <summary>Columns that were left out because of what is wrong in them; the mapping says that they feed nothing.</summary>
    public IReadOnlyList<LeftColumn> LeftColumns { get; init; } = [];

    /// <summary>The order of day and month, chosen by hand per column (from 0).</summary>
    public IReadOnlyDictionary<int, DateOrder> DateOrders { get; init; } = new Dictionary<int, DateOrder>();
}
