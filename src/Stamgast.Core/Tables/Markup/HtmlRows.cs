using System.Globalization;

namespace Stamgast.Tables.Markup;

/// <summary>The rows of a table in a web page, as web programs hand it out under the name .xls. End tags may be missing, as HTML allows.</summary>
internal sealed class HtmlRows(MarkupReader markup, int wanted, TableNotes notes) : MarkupRows(markup, wanted, notes)
{
    private const int Deepest = 1000;
    private const int LongestName = 200;
    private static readonly string[] Blocks = ["br", "p", "div", "li", "tr"];

    private readonly Stack<int> open = [];

    // By column: the last line of a cell that spans several.
    private readonly List<long> below = [];
    private bool inRow;
    private bool inCell;
    private bool inCaption;

    // Whether rows end with a tag here, and the file is within one, in any table.
    private bool closesRows;
    private bool isTorn;
    private int columns = 1;
    private int rows = 1;
    private string number = "";
    private long line;

    protected override void Begin()
    {
        if (inRow) Row.Line = line;
    }

    protected override bool Meet()
    {
        if (Markup.Kind == MarkupKind.Text)
        {
            if (inCaption && open.TryPeek(out var titled)) Tables[titled].Name = Longer(Tables[titled].Name, Markup.Text);
            else if (inCell && IsHere) AppendFlowing(Markup.Text);
            return false;
        }
        if (Markup.Is("table")) return Markup.Kind == MarkupKind.Start ? OpenTable() : CloseTable();
        if (Markup.Is("tr") || Markup.Is("td") || Markup.Is("th")) inCaption = false;
        else if (Markup.Is("caption")) inCaption = Markup.Kind == MarkupKind.Start && open.TryPeek(out var captioned) && Tables[captioned].Name.Length == 0;
        if (open.Count == 0) return false;
        NoteRow();
        if (Markup.Is("td") || Markup.Is("th")) OpenOrCloseCell();
        else if (Markup.Is("tr") && IsHere) return OpenOrCloseRow();
        else if (inCell && IsHere && Array.Exists(Blocks, b => Markup.Is(b))) AppendBreak();
        return false;
    }

    // A file that closes its rows also closes the last one: a truncated download does not.
    protected override bool End() => closesRows && isTorn ? throw new RefusedException("table.damaged", Markup.Part) : FinishRow();

    private static string Longer(string name, ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return name + text[..Math.Min(text.Length, LongestName - name.Length)].ToString();
    }

    private void NoteRow()
    {
        if (!Markup.Is("tr")) return;
        isTorn = Markup.Kind == MarkupKind.Start;
        closesRows |= !isTorn;
    }

    private bool IsHere => open.TryPeek(out var table) && IsWanted(table);

    private bool OpenTable()
    {
        if (open.Count >= Deepest) throw new RefusedException("table.damaged", "table");
        open.Push(Tables.Count);
        AddTable("");
        return false;
    }

    private bool CloseTable()
    {
        var isRow = IsHere && FinishRow();
        isTorn = false;
        if (IsHere) below.Clear();
        open.TryPop(out _);
        return isRow;
    }

    private void OpenOrCloseCell()
    {
        if (Markup.Kind == MarkupKind.Start) Tables[open.Peek()].Cells++;
        if (!IsHere) return;
        FinishCell();
        if (Markup.Kind != MarkupKind.Start) return;
        if (!inRow) StartRow();
        (inCell, columns, rows) = (true, Count("colspan"), Count("rowspan"));
        // As written by Excel, and by LibreOffice.
        number = Markup.Attribute("num") is { Length: > 0 } exact ? exact : Markup.Attribute("sdval");
        AddSpanned();
    }

    private bool OpenOrCloseRow()
    {
        var isRow = FinishRow();
        if (Markup.Kind == MarkupKind.Start) StartRow();
        return isRow;
    }

    private void StartRow()
    {
        inRow = true;
        line++;
        if (Row.Count == 0) Row.Line = line;
    }

    private bool FinishRow()
    {
        FinishCell();
        if (!inRow) return false;
        inRow = false;
        AddSpanned();
        return Column > 0;
    }

    private void FinishCell()
    {
        if (!inCell) return;
        inCell = false;
        if (IsLostIn(Cell.Trim()) && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) TakeNumber(exact);
        var column = Column;
        CloseCell();
        AddEmpty(columns - 1);
        if (rows == 1) return;
        while (below.Count < Column) below.Add(0);
        for (; column < Column; column++) below[column] = line + Math.Min(rows, TableLimits.MaxSheetRows) - 1;
    }

    // "4,75E+08", "####" and "1.234": the displayed text is less than the number, or more. A date is displayed as one, and is stored as a number of
    // days.
    private bool IsLostIn(ReadOnlySpan<char> shown)
    {
        if (number.Length == 0) return false;
        return shown.Contains("E+", StringComparison.OrdinalIgnoreCase) || !shown.ContainsAnyExcept('#') || DigitsOf(shown).TrimStart('0') == number;
    }

    // Columns that a cell of a row above still fills.
    private void AddSpanned()
    {
        while (Column < below.Count && below[Column] >= line) AddEmpty(1);
    }
}
