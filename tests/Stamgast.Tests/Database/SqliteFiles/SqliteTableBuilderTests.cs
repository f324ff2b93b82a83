using System.Text;
using Microsoft.Data.Sqlite;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Tests.Database.SqliteFiles;

/// <summary>Whether SQLite reads back rows written without it, and finds the file sound.</summary>
public sealed class SqliteTableBuilderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stamgast-pages").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(512, 0)]
    [InlineData(512, 1)]
    [InlineData(512, 40)]
    [InlineData(512, 6_000)]
    [InlineData(4096, 2_000)]
    [InlineData(16384, 6_000)]
    [InlineData(65536, 1_000)]
    public void Sqlite_reads_the_same_rows_and_finds_the_file_in_order(int pageSize, int count)
    {
        var random = new Random(pageSize + count);
        var path = Build(pageSize, count, row => Row(random), out var wanted);

        using var file = Open(path);
        Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
        Assert.Equal(wanted.Count, (long)Scalar(file, "select count(*) from wide")!);
        Assert.Equal(wanted.Count, (long)Scalar(file, "select count(*) from narrow")!);
        using var select = file.CreateCommand();
        select.CommandText = "select id, number, text, bytes from wide order by id";
        using var reader = select.ExecuteReader();
        foreach (var (id, number, text) in wanted)
        {
            Assert.True(reader.Read());
            Assert.Equal(id, reader.GetInt64(0));
            Assert.Equal(number, reader.IsDBNull(1) ? null : reader.GetInt64(1));
            Assert.Equal(text, reader.IsDBNull(2) ? null : reader.GetString(2));
            Assert.Equal(text, reader.IsDBNull(3) ? null : reader.GetString(3));
        }
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_file_flushed_while_it_is_written_is_complete()
    {
        // 80 MB: it is flushed twice along the way.
        var path = Build(16384, 1_300, _ => (null, new string('x', 60_000)), out _);
        using var file = Open(path);
        Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
        Assert.Equal(1_300L * 60_000, (long)Scalar(file, "select sum(length(text)) from wide")!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(4_000)]
    [InlineData(26_000)]
    public void A_table_whose_upper_levels_are_written_along_the_way_is_one_that_sqlite_accepts(int count)
    {
        // One row a leaf, 71 pages below one at most: three levels above 26,000 leaves.
        var path = Build(512, count, _ => (null, new string('x', 240)), out _, mostWaiting: 256);
        using var file = Open(path);
        Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
        Assert.Equal((long)count, (long)Scalar(file, "select count(*) from wide")!);
        Assert.Equal(1L, (long)Scalar(file, $"select count(*) from wide where id = (select max(id) from wide)")!);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    public void Every_number_of_pages_below_the_root_gives_a_tree_that_sqlite_accepts(int pageSize)
    {
        // Around the points where a level of the tree gets one page more.
        for (var count = 1; count < 460; count += count is > 20 and < 430 ? 43 : 1)
        {
            var path = Build(pageSize, count, _ => (null, new string('x', pageSize - 60)), out _);
            using var file = Open(path);
            Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
            Assert.Equal((long)count, (long)Scalar(file, "select count(*) from wide")!);
        }
    }

    [Theory]
    [InlineData(512, 1, 90)]
    [InlineData(512, 977, 10_000)]
    [InlineData(4096, 2111, 40_000)]
    public void An_index_of_any_number_of_entries_is_one_that_sqlite_accepts_and_finds_by(int pageSize, int step, int most)
    {
        for (var count = 0; count < most; count += step)
        {
            var path = Path.Combine(folder, $"{Guid.NewGuid():n}.db");
            using (var empty = Open(path))
                Scalar(empty,
                $"pragma page_size = {pageSize}; create table wide(id integer primary key, number, text); create index by_number on wide(number);");
            using (var pages = new SqlitePages(path))
            {
                var rows = new SqliteTableBuilder(pages, 2);
                var index = new SqliteIndexBuilder(pages, 3);
                var record = new SqliteRecord();
                for (long i = 1; i <= count; i++)
                {
                    record.Clear();
                    record.Null();
                    record.Integer(i / 3 * 1001);
                    record.Text("Jozefien Aerts");
                    rows.Append(i, record);
                    record.Clear();
                    record.Integer(i / 3 * 1001);
                    record.Integer(i);
                    index.Append(record);
                }
                rows.Complete();
                index.Complete();
                pages.Complete();
            }
            using var file = Open(path);
            Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
            Assert.Equal(count, (long)Scalar(file, "select count(*) from wide indexed by by_number where number >= 0")!);
            if (count > 10) Assert.Equal(3L, Scalar(file, "select count(*) from wide indexed by by_number where number = 2002"));
        }
    }

    [Fact]
    public void Sqlite_goes_on_writing_in_the_file()
    {
        var path = Build(4096, 5_000, row => (row, "Josefien Aerts"), out _);
        using var file = Open(path);
        Scalar(file,
            "create index by_number on wide(number); insert into wide values(900000, 3, 'Jozefien', null); delete from wide where id % 3 = 0; update wide set "
            + "text = text || text || text;");
        Assert.Equal("ok", Scalar(file, "pragma integrity_check"));
    }

    [Fact]
    public void The_lock_page_of_sqlite_is_skipped()
    {
        var path = Path.Combine(folder, "empty.db");
        using (var file = Open(path)) Scalar(file, "pragma page_size = 65536; create table t(a);");
        using var pages = new SqlitePages(path);
        Assert.Equal(16384u, pages.After(16383));
        Assert.Equal(16386u, pages.After(16384));
    }

    private static (long? Number, string? Text) Row(Random random)
    {
        long? number = random.Next(8) switch
        {
            0 => null,
            1 => 0,
            2 => 1,
            3 => random.Next(-200, 200),
            4 => random.Next(-70_000, 70_000),
            5 => random.Next(-17_000_000, 17_000_000),
            6 => random.NextInt64(-(1L << 48), 1L << 48),
            _ => random.NextInt64(long.MinValue, long.MaxValue),
        };
        var length = random.Next(30) switch { 0 => random.Next(0, 90_000), < 4 => random.Next(0, 1200), _ => random.Next(0, 70) };
        var text = new StringBuilder();
        while (text.Length < length) text.Append(random.Next(5) switch { 0 => "é", 1 => "🧾", 2 => "न", _ => "Claes & Zonen" });
        return (number, random.Next(10) == 0 ? null : text.ToString());
    }

    private string Build(int pageSize, int count, Func<long, (long? Number, string? Text)> rows, out List<(long Id, long? Number, string? Text)> wanted,
        int mostWaiting = 1 << 16)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}.db");
        using (var file = Open(path))
            Scalar(file, $"pragma page_size = {pageSize}; create table wide(id integer primary key, number, text, bytes); create table narrow(a);");
        using var pages = new SqlitePages(path);
        Assert.Equal(pageSize, pages.PageSize);
        var wide = new SqliteTableBuilder(pages, 2) { MostWaiting = mostWaiting };
        var narrow = new SqliteTableBuilder(pages, 3);
        var record = new SqliteRecord();
        wanted = [];
        for (long i = 1; i <= count; i++)
        {
            var id = i < count / 2 ? i : i * 1_000_003;
            var (number, text) = rows(id);
            record.Clear();
            record.Null();
            if (number is { } value) record.Integer(value);
            else record.Null();
            if (text is null) record.Null();
            else record.Text(text.AsSpan());
            if (text is null) record.Null();
            else record.Text(Encoding.UTF8.GetBytes(text));
            wide.Append(id, record);
            record.Clear();
            record.Integer(i);
            narrow.Append(i, record);
            wanted.Add((id, number, text));
        }
        wide.Complete();
        narrow.Complete();
        pages.Complete();
        return path;
    }

    private static SqliteConnection Open(string path)
    {
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        file.Open();
        return file;
    }

    private static object? Scalar(SqliteConnection file, string sql)
    {
        using var command = file.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
