using Microsoft.EntityFrameworkCore;

namespace Stamgast.Database.Opening;

/// <summary>
/// The tables of the features, of which the one model is made. The database comes before them in the order and knows none of them: the composition
/// root hands them in. Each feature names its own sets of rows for the context (<c>CustomerTables</c>).
/// </summary>
internal sealed record ModelParts
{
    /// <summary>Describe the tables of a feature, with the engine and the name of the collation that compares by code unit.</summary>
    public required IReadOnlyList<Action<ModelBuilder, Engine, string>> All { get; init; }

    /// <summary>Tables that are not called as their type.</summary>
    public required IReadOnlyDictionary<Type, string> Names { get; init; }

    /// <summary>Rows that are only read through the model.</summary>
    public required IReadOnlySet<Type> ReadOnly { get; init; }

    /// <summary>Those of this program.</summary>
    public static ModelParts OfProgram { get; set; } = new() { All = [], Names = new Dictionary<Type, string>(), ReadOnly = new HashSet<Type>() };
}
