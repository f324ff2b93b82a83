using Microsoft.Data.Sqlite;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Exporting;

internal abstract partial class ExportRows
{
    // SQLite keeps texts as UTF-8; read past the data reader they are neither decoded nor copied.
    private sealed class OnSqlite : ExportRows
    {
        private readonly SqliteConnection connection;
        private readonly SqliteStatement statement;

        public OnSqlite(Base customers, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
        {
            connection = (SqliteConnection)customers.OpenReader();
            statement = new SqliteStatement(connection, sql);
            foreach (var (name, value) in parameters)
            {
                var index = statement.IndexOf("@" + name);
                if (index == 0) continue;
                if (value is long number) statement.Bind(index, number);
                else statement.BindText(index, (string)value!);
            }
        }

        public override bool Read() => statement.Step();

        public override ReadOnlySpan<byte> Cell(int column) => statement.Text(column);

        public override void Dispose()
        {
            statement?.Dispose();
            connection.Dispose();
        }
    }
}
