using System.Text;
using Stamgast.Tables;

namespace Stamgast.Tests.Tables;

/// <summary>Small files made by a test, and their content as read.</summary>
internal sealed class TableText : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "stamgast-table-" + Guid.NewGuid().ToString("N"));

    public TableText(byte[] bytes) => File.WriteAllBytes(path, bytes);

    public TableText(string text, Encoding? encoding = null) : this((encoding ?? new UTF8Encoding(false)).GetBytes(text)) { }

    public string FileName => path;

    public TableFormat Format(TableOptions? options = null) => TableFile.Open(path, options, default).Format;

    public IReadOnlyList<string> Columns(TableOptions? options = null) => TableFile.Open(path, options, default).Columns;

    /// <summary>All rows, cells joined by "¦", line breaks shown as "⏎".</summary>
    public string[] Rows(TableOptions? options = null) => [.. RowsWithLines(options).Select(r => r.Text)];

    public List<(long Line, string Text)> RowsWithLines(TableOptions? options = null)
    {
        using var table = TableFile.Open(path, options, default);
        using var rows = table.ReadRows();
        var all = new List<(long, string)>();
        while (rows.Read())
        {
            var text = string.Join("¦", Enumerable.Range(0, rows.CellCount).Select(c => rows[c].ToString()));
            all.Add((rows.Line, text.Replace("\r\n", "⏎").Replace('\n', '⏎')));
        }
        Assert.False(rows.Read());
        return all;
    }

    public TableNotes Notes(TableOptions? options = null)
    {
        using var table = TableFile.Open(path, options, default);
        using var rows = table.ReadRows();
        while (rows.Read()) { }
        return rows.Notes;
    }

    public string Refusal(TableOptions? options = null) =>
        Assert.Throws<RefusedException>(() => Rows(options)).Refusal.Code;

    public void Dispose() => File.Delete(path);
}
