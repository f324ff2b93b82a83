using Microsoft.EntityFrameworkCore;

namespace Stamgast.Database.Opening;

/// <summary>
/// The tables of the features, from which the one model is made. The database comes before them in the order and knows none of them: the composition
/// root provides them. Each feature names its own sets of rows for the context (<c>CustomerTables</c>).
/// </summary>
internal sealed record ModelParts
{
    /// <summary>Describe the tables of a feature, given the engine and the name of the collation that compares by code unit.</summary>
    public required IReadOnlyList<Action<ModelBuilder, Engine, string>> All { get; init; }

    /// <summary>Tables whose names differ from their types.</summary>
    public required IReadOnlyDictionary<Type, string> Names { get; init; }

    /// <summary>Rows that the model only reads.</summary>
    public required IReadOnlySet<Type> ReadOnly { get; init; }

    /// <summary>Those of this program.</summary>
    public static ModelParts OfProgram { get; set; } = new() { All = [], Names = new Dictionary<Type, string>(), ReadOnly = new HashSet<Type>() };
}
