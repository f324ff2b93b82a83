using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>The columns of the customer table as texts.</summary>
internal static class CustomerColumns
{
    /// <summary>A column of the customer table as its canonical text.</summary>
    public static string AsText(CustomerField field, Engine engine, string alias) => (engine, field.Kind) switch
    {
        (Engine.Postgres, FieldKind.Date or FieldKind.Gender) => $"{alias}.{field.Name}::text",
        (Engine.Postgres, FieldKind.Flag) => $"case when {alias}.{field.Name} then '1' else '0' end",
        (Engine.Sqlite, FieldKind.Gender or FieldKind.Flag) => $"cast({alias}.{field.Name} as text)",
        _ => $"{alias}.{field.Name}",
    };

    /// <summary>These fields as canonical texts, for a select.</summary>
    public static string AsText(IEnumerable<CustomerField> fields, Engine engine, string alias) =>
        string.Join(", ", fields.Select(f => AsText(f, engine, alias)));

    /// <summary>The condition that a customer is neither in the trash nor absorbed, as the partial indexes have it.</summary>
    public static string Alive(Engine engine, string alias) => engine == Engine.Postgres
        ? $"not {alias}.trashed and {alias}.merged_into is null"
        : $"{alias}.trashed = 0 and {alias}.merged_into is null";
}
