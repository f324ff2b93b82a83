using System.Globalization;
using Stamgast.Matching;
using Stamgast.Profiling;
using Stamgast.Tables;
using Xunit;

namespace Stamgast.Tests.Matching;

public sealed class TableFileReadingTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public void Every_cell_is_where_it_was_however_many_rows_there_are(int rows)
    {
        File.WriteAllLines(path, ["naam;e-mail;opmerking", .. Enumerable.Range(0, rows)
            .Select(i => $" Willem {i} ;willem{i}@bakker.example;{new string('x', i % 700)}")]);
        var table = Read(CancellationToken.None);
        Assert.Equal(rows, table.Rows);
        foreach (var i in (int[])[0, rows / 2, rows - 1])
        {
            Assert.Equal($"Willem {i}", table[i, 0].ToString());
            Assert.Equal($"willem{i}@bakker.example", table[i, 1].ToString());
            Assert.Equal(i % 700, table[i, 2].Length);
        }
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        File.WriteAllLines(path, ["naam;nummer", .. Enumerable.Range(0, 20_000).Select(i => "Willem de Bakker;" + i.ToString(CultureInfo.InvariantCulture))]);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Read(stopped.Token));
    }

    private MatchingTable Read(CancellationToken cancellation)
    {
        using var file = TableFile.Open(path, null, CancellationToken.None);
        return TableFileReading.Read(file, null, cancellation);
    }
}
