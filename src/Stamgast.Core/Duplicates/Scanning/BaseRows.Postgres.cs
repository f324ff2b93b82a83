using System.Data;
using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Duplicates.Scanning;

internal abstract partial class BaseRows
{
    private sealed class OnPostgres : BaseRows
    {
        private readonly DbCommand command;
        private readonly DbDataReader reader;

        public OnPostgres(DbConnection connection, string sql)
        {
            command = connection.Query(sql);
            reader = command.ExecuteReader(CommandBehavior.SingleResult);
        }

        public override long Id => reader.GetInt64(0);

        public override bool Read() => reader.Read();

        public override ReadOnlySpan<char> this[int column] => reader.IsDBNull(column + 1) ? default : reader.GetString(column + 1);

        public override void Dispose()
        {
            reader.Dispose();
            command.Dispose();
        }
    }
}
