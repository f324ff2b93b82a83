using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Database;

namespace Stamgast.Exporting;

internal abstract partial class ExportRows
{
    // SQLite keeps texts as UTF-8; read past the data reader they are neither decoded nor copied.
    private sealed class OnSqlite : ExportRows
    {
        private readonly SqliteConnection connection;
        private readonly sqlite3_stmt statement;

        public OnSqlite(Base customers, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
        {
            connection = (SqliteConnection)customers.OpenReader();
            Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
            foreach (var (name, value) in parameters)
            {
                var index = raw.sqlite3_bind_parameter_index(statement, "@" + name);
                if (index == 0) continue;
                Check(value is long number ? raw.sqlite3_bind_int64(statement, index, number) : raw.sqlite3_bind_text(statement, index, (string)value!));
            }
        }

        public override bool Read()
        {
            var result = raw.sqlite3_step(statement);
            if (result == raw.SQLITE_ROW) return true;
            if (result != raw.SQLITE_DONE) Check(result);
            return false;
        }

        public override ReadOnlySpan<byte> Cell(int column) => raw.sqlite3_column_blob(statement, column);

        public override void Dispose()
        {
            statement?.Dispose();
            connection.Dispose();
        }

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
        }
    }
}
