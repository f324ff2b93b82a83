using System.Globalization;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>The values of extra fields within statements.</summary>
internal static class ExtraColumns
{
    private static readonly string Longest = ExtraRules.LongestLine.ToString(CultureInfo.InvariantCulture);

    /// <summary>The canonical text of an extra field of the customer with this alias; null when it is empty.</summary>
    /// <param name="alias">"" within the definition of an index.</param>
    public static string Value(ExtraDefinition field, Engine engine, string alias)
    {
        var column = alias.Length == 0 ? "extra" : alias + ".extra";
        return engine.InMap(column, field.MapId);
    }

    /// <summary>
    /// By what its values are compared, the same on both engines, and what its index holds: numbers as numbers, texts in small letters. A text
    /// that came among numbers, by an import from before the kind was another one, is nothing there rather than an error.
    /// </summary>
    public static string Key(ExtraDefinition field, Engine engine, string alias)
    {
        var value = Value(field, engine, alias);
        return field.Kind switch
        {
            ExtraKind.Number or ExtraKind.Amount => engine.NumberIn(value),
            ExtraKind.Date or ExtraKind.Flag => engine.ByCode(Cut(value)),
            ExtraKind.Long or ExtraKind.Choices => engine.Small(value),
            _ => engine.Small(Cut(value)),
        };
    }

    // What is longer has no room in an index of PostgreSQL. It comes by an import from before the kind was another one, or back by an undo.
    private static string Cut(string value) => $"substr({value}, 1, {Longest})";

    /// <summary>True when its values are compared as numbers.</summary>
    public static bool IsNumber(ExtraDefinition field) => field.Kind is ExtraKind.Number or ExtraKind.Amount;
}
