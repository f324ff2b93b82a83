using Stamgast.Database;

namespace Stamgast.Exporting;

/// <summary>
/// The customers of an export, one after the other, each cell as the UTF-8 bytes of its canonical text, which need not become a string on the way to
/// the file.
/// </summary>
internal abstract partial class ExportRows : IDisposable
{
    public static ExportRows Open(Base customers, string sql, IReadOnlyList<(string Name, object? Value)> parameters) =>
        customers.Engine == Engine.Sqlite ? new OnSqlite(customers, sql, parameters) : new OnPostgres(customers, sql, parameters);

    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>A cell of the row; empty when the field is. Valid until the next call of anything.</summary>
    public abstract ReadOnlySpan<byte> Cell(int column);

    public abstract void Dispose();
}
