using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers;

/// <summary>The values of extra fields within statements.</summary>
internal static class ExtraColumns
{
    /// <summary>The canonical text of an extra field of the customer with this alias; null when it is empty.</summary>
    public static string Value(ExtraDefinition field, Engine engine, string alias) => engine == Engine.Postgres
        ? $"({alias}.extra::jsonb ->> '{field.MapId}')"
        : $"json_extract({alias}.extra, '$.\"{field.MapId}\"')";
}
