using System.Data;
using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Exporting;

internal abstract partial class ExportRows
{
    private sealed class OnPostgres : ExportRows
    {
        private readonly DbConnection connection;
        private readonly DbCommand command;
        private readonly DbDataReader reader;

        public OnPostgres(Base customers, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
        {
            connection = customers.OpenReader();
            command = connection.Query(sql, [.. parameters]);
            reader = command.ExecuteReader(CommandBehavior.SingleResult);
        }

        public override bool Read() => reader.Read();

        public override ReadOnlySpan<byte> Cell(int column) => reader.IsDBNull(column) ? default : reader.GetFieldValue<byte[]>(column);

        public override void Dispose()
        {
            reader.Dispose();
            command.Dispose();
            connection.Dispose();
        }
    }
}
