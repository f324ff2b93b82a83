using System.Globalization;

namespace Stamgast.Tables.Markup;

/// <summary>The rows of a sheet of an OpenDocument spreadsheet (ISO/IEC 26300), as LibreOffice keeps it: content.xml in a zip, or the whole in one flat
/// file.</summary>
internal sealed class OdsRows(MarkupReader markup, int wanted, TableNotes notes) : MarkupRows(markup, wanted, notes)
{
    // The same row again is written once; what fills a sheet to its end is empty.
    private const int MostRepeats = 100_000;

    // Characters and cells that occur once in the file and are read repeatedly.
    private const long MostRepeated = 1L << 26;

    // Pending cells in a row; those that fill a row to its end are empty.
    private const int MostErrors = 256;

    private long line;
    private int repeats;
    private int columns = 1;
    private bool inCell;
    private int paragraphs;
    private bool inNote;
    private bool isPending;
    private bool isWhole;
    private long repeated;
    private string type = "";
    private string value = "";
    private bool isOpenFormula;

    public override bool Next(RowBuffer row)
    {
        if (repeats > 0 && row.Filled > 0)
        {
            // The caller's row still has the cells.
            repeats--;
            row.Line = ++line;
            return true;
        }
        line += repeats;
        repeats = 0;
        return base.Next(row);
    }

    protected override bool Meet()
    {
        if (Markup.Kind == MarkupKind.Text)
        {
            if (inCell && !inNote && paragraphs > 0) AppendFlowing(Markup.Text);
            return false;
        }
        var isStart = Markup.Kind == MarkupKind.Start;
        if (Markup.Is("document-content") || Markup.Is("document")) isWhole = !isStart;
        else if (Markup.Is("table") && isStart)
        {
            AddTable(Markup.Attribute("name"));
            line = 0;
        }
        else if (Markup.Is("annotation")) inNote = isStart && !Markup.IsEmpty;
        else if (Tables.Count > 0 && (Markup.Is("table-cell") || Markup.Is("covered-table-cell"))) MeetCell(isStart);
        else if (Tables.Count > 0 && Markup.Is("table-row") && IsWanted(Tables.Count - 1)) return MeetRow(isStart);
        else if (inCell && !inNote) MeetInCell(isStart);
        return false;
    }

    // A truncated archive has no end.
    protected override bool End() => isWhole ? false : throw new RefusedException("table.damaged", Markup.Part);

    private void Repeat(long count)
    {
        repeated += count;
        if (repeated > MostRepeated) throw new RefusedException("table.unpacks_too_large", Markup.Part);
    }

    private bool MeetRow(bool isStart)
    {
        if (isStart)
        {
            repeats = Count("number-rows-repeated") - 1;
            if (Markup.Attribute("visibility") is "collapse" or "filter") Notes.HiddenRows++;
            Row.Line = ++line;
            isPending = !Markup.IsEmpty;
            if (Markup.IsEmpty) line += repeats;
            return false;
        }
        if (!isPending) return false;
        isPending = false;
        if (Row.Filled == 0)
        {
            line += repeats;
            repeats = 0;
        }
        if (line > TableLimits.MaxSheetRows || repeats > MostRepeats) throw new RefusedException("table.too_many_rows", line, TableLimits.MaxSheetRows);
        Repeat((long)repeats * (Row.Filled + Row.Count));
        return true;
    }

    private void MeetCell(bool isStart)
    {
        if (!IsWanted(Tables.Count - 1) || !isPending)
        {
            if (isStart && !Markup.IsEmpty) Tables[^1].Cells++;
            return;
        }
        if (isStart)
        {
            (inCell, paragraphs) = (true, 0);
            columns = Count("number-columns-repeated");
            type = Markup.Attribute("value-type");
            value = Markup.Attribute(type switch { "date" => "date-value", "time" => "time-value", "boolean" => "boolean-value", _ => "value" });
            // An empty text as the outcome is marked as a text.
            isOpenFormula = type != "string" && value.Length == 0 && Markup.Attribute("formula").Length > 0;
        }
        if ((!isStart || Markup.IsEmpty) && inCell) CloseTyped();
    }

    // Paragraphs are lines; several spaces, tabs and line breaks are tags.
    private void MeetInCell(bool isStart)
    {
        if (Markup.Is("p"))
        {
            if (isStart && paragraphs++ > 0) AppendBreak();
        }
        else if (isStart && Markup.Is("s")) Append(new string(' ', Math.Min(Count("c"), 100)));
        else if (isStart && Markup.Is("tab")) Append("\t");
        else if (isStart && Markup.Is("line-break")) AppendBreak();
    }

    private void CloseTyped()
    {
        inCell = false;
        var kind = type switch { "float" or "currency" or "percentage" => CellKind.Number, "date" => CellKind.Date, "boolean" => CellKind.Boolean,
            _ => CellKind.Text };
        if (isOpenFormula && Cell.Length == 0)
        {
            Notes.OpenFormulas += columns;
            kind = CellKind.Error;
        }
        else if (kind == CellKind.Number && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) TakeNumber(number);
        else if (kind == CellKind.Date && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            Replace(time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        else if (kind == CellKind.Boolean) Replace(value == "true" ? "1" : "0");
        else if (type.Length > 0 && Cell.StartsWith("#") && Cell is "#N/A" or "#N/B" or "#NV" or "#REF!" or "#DIV/0!" or "#NAME?" or "#VALUE!")
        {
            Notes.ErrorCells++;
            kind = CellKind.Error;
            Replace("");
        }
        var isFilled = Cell.Length > 0;
        var text = isFilled && columns > 1 ? Cell.ToString() : "";
        if (!isFilled && (kind != CellKind.Error || columns > MostErrors))
        {
            AddEmpty(columns);
            return;
        }
        Repeat((columns - 1L) * (text.Length + 1));
        for (var column = 0; column < columns; column++)
        {
            if (column > 0) Append(text);
            CloseCell(kind);
        }
    }
}
