using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Duplicates.Scanning;

internal abstract partial class BaseRows
{
    private sealed class OnSqlite(DbConnection connection, string sql) : BaseRows
    {
        private readonly SqliteStatement statement = new((SqliteConnection)connection, sql);
        private char[] text = new char[4096];
        private int used;
        private bool hasEnded;

        public override long Id => statement.Number(0);

        public override bool Read()
        {
            used = 0;
            // A statement that is asked again after its end begins anew.
            return !hasEnded && !(hasEnded = !statement.Step());
        }

        public override ReadOnlySpan<char> this[int column]
        {
            get
            {
                var utf8 = statement.Text(column + 1);
                if (utf8.IsEmpty) return default;
                // The earlier texts of the row stay where they are, in the array that they were put into.
                if (used + utf8.Length > text.Length) (text, used) = (new char[Math.Max(text.Length, utf8.Length * 4)], 0);
                var start = used;
                used += Encoding.UTF8.GetChars(utf8, text.AsSpan(start));
                return text.AsSpan(start, used - start);
            }
        }

        public override void Dispose() => statement.Dispose();
    }
}
