using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>The columns of the customer table as texts.</summary>
internal static class CustomerColumns
{
    /// <inheritdoc cref="RecordShape.AsText" />
    public static string AsText(CustomerField field, Engine engine, string alias) => RecordShape.AsText(field, engine, alias);

    /// <summary>These fields as canonical texts, for a select.</summary>
    public static string AsText(IEnumerable<CustomerField> fields, Engine engine, string alias) =>
        string.Join(", ", fields.Select(f => AsText(f, engine, alias)));

    /// <summary>The condition that a customer is neither in the trash nor absorbed, as the partial indexes have it.</summary>
    public static string Alive(Engine engine, string alias) => $"{engine.No(alias + ".trashed")} and {alias}.merged_into is null";
}
