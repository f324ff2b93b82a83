using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Rows;
using Stamgast.Tables;

namespace Stamgast.Tests.Tables;

public sealed class MutatedFilesTests
{
    private const int Files = 2_000;

    [Fact]
    public void A_bad_file_is_read_or_refused_and_never_breaks_the_program()
    {
        var mutator = new FileMutator(2026);
        var path = Path.Combine(Path.GetTempPath(), "stamgast-mutated-" + Guid.NewGuid().ToString("N"));
        int read = 0, refused = 0;
        try
        {
            for (var number = 0; number < Files; number++)
            {
                File.WriteAllBytes(path, mutator.Next());
                try
                {
                    ReadWhole(path);
                    read++;
                }
                catch (RefusedException refusal)
                {
                    Assert.NotEqual("", refusal.Refusal.Where(System.Globalization.CultureInfo.InvariantCulture));
                    refused++;
                }
                catch (Exception error)
                {
                    Assert.Fail($"File {number}: {error}");
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
        // Damaged, but not beyond use: most must still be read, and some must be refused, or the test tests nothing.
        Assert.InRange(refused, Files / 50, Files / 2);
        Assert.Equal(Files, read + refused);
    }

    internal static void ReadWhole(string path)
    {
        using var file = TableFile.Open(path, null, default);
        var mapping = ColumnMapping.Guess(file);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(), new RuleContext("BE", new DateOnly(2026, 11, 22)));
        using var rows = file.ReadRows();
        var row = new ImportedRow();
        while (rows.Read())
        {
            Assert.True(rows.Line >= 0 && rows.CellCount <= TableLimits.MaxColumns);
            reader.Read(rows, row);
        }
    }
}
