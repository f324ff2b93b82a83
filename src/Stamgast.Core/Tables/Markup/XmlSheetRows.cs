using System.Globalization;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Tables.Markup;

/// <summary>The rows of a sheet of an XML spreadsheet of 2003 (SpreadsheetML), as accountancy programs write them under the names .xml and .xls.</summary>
internal sealed class XmlSheetRows(MarkupReader markup, int wanted, TableNotes notes) : MarkupRows(markup, wanted, notes)
{
    // As many as Excel has.
    private const int MostStyles = 64_000;

    // For styles with leading zeros, the number of digits.
    private readonly Dictionary<string, int> zeros = new(StringComparer.Ordinal);
    private string style = "";
    private long line;
    private bool inData;
    private bool inComment;
    private string type = "";
    private int across;
    private bool isWhole;
    private bool hasFormula;

    protected override bool Meet()
    {
        if (Markup.Kind == MarkupKind.Text)
        {
            if (inData) Append(Markup.Text);
            return false;
        }
        var isStart = Markup.Kind == MarkupKind.Start;
        if (Markup.Is("Workbook")) isWhole = !isStart;
        else if (Markup.Is("Worksheet") && isStart)
        {
            AddTable(Markup.Attribute("Name"));
            line = 0;
        }
        else if (Tables.Count == 0) MeetStyle(isStart);
        else if (Markup.Is("Comment")) inComment = isStart && !Markup.IsEmpty;
        else if (Markup.Is("Data") && !inComment)
        {
            if (isStart) Tables[^1].Cells++;
            inData = isStart && !Markup.IsEmpty && IsWanted(Tables.Count - 1) && Row.Line > 0;
            if (isStart) type = Markup.Attribute("Type");
        }
        else if (IsWanted(Tables.Count - 1)) return MeetInSheet(isStart);
        return false;
    }

    private void MeetStyle(bool isStart)
    {
        if (!isStart) return;
        if (Markup.Is("Style")) style = Markup.Attribute("ID");
        else if (Markup.Is("NumberFormat") && zeros.Count < MostStyles && SheetStyles.Zeros(Markup.Attribute("Format")) is var digits and > 0)
            zeros[style] = digits;
    }

    protected override void Begin() => Row.Line = 0;

    // A download that was cut off has no end.
    protected override bool End() => isWhole ? false : throw new RefusedException("table.damaged", Markup.Part);

    private bool MeetInSheet(bool isStart)
    {
        if (Markup.Is("Row"))
        {
            if (!isStart) return Row.Line > 0;
            line = int.TryParse(Markup.Attribute("Index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index > line ? index : line + 1;
            if (line > TableLimits.MaxSheetRows) throw new RefusedException("table.too_many_rows", line, TableLimits.MaxSheetRows);
            if (Markup.Attribute("Hidden") == "1") Notes.HiddenRows++;
            if (!Markup.IsEmpty) Row.Line = line;
        }
        else if (Markup.Is("Cell") && Row.Line > 0)
        {
            if (isStart) OpenCell();
            if (!isStart || Markup.IsEmpty) CloseTyped();
        }
        return false;
    }

    private void OpenCell()
    {
        type = "";
        hasFormula = Markup.Attribute("Formula").Length > 0;
        style = zeros.Count > 0 ? Markup.Attribute("StyleID") : "";
        across = int.TryParse(Markup.Attribute("MergeAcross"), NumberStyles.None, CultureInfo.InvariantCulture, out var merged) ? merged : 0;
        if (int.TryParse(Markup.Attribute("Index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index - 1 > Column)
            AddEmpty(index - 1 - Column);
    }

    private void CloseTyped()
    {
        inData = false;
        var kind = CellKind.Text;
        if (type == "Number")
        {
            kind = CellKind.Number;
            if (decimal.TryParse(Cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                Replace(number.ToString(CultureInfo.InvariantCulture).PadLeft(number >= 0 ? zeros.GetValueOrDefault(style) : 0, '0'));
        }
        else if (type == "DateTime")
        {
            kind = CellKind.Date;
            if (DateTimeOffset.TryParse(Cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                Replace(time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : time.Year == 1899 ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture));
        }
        else if (type == "Boolean") kind = CellKind.Boolean;
        else if (type == "Error")
        {
            kind = CellKind.Error;
            Notes.ErrorCells++;
            Replace("");
        }
        // An empty text is a result; no data at all, or an empty number, is not.
        if (hasFormula && Cell.Length == 0 && type is ("" or "Number" or "DateTime" or "Boolean")) kind = NotCalculated();
        CloseCell(kind);
        AddEmpty(across);
        (type, across) = ("", 0);
    }

    private CellKind NotCalculated()
    {
        Notes.OpenFormulas++;
        return CellKind.Error;
    }
}
