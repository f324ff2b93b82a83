using System.Buffers.Text;

namespace Stamgast.Tables.Workbooks;

/// <summary>Reads the rows of one sheet in file order; holds one row and the shared strings.</summary>
internal sealed class SheetRows : RowSource
{
    private readonly XmlScanner xml;
    private readonly ZipPart part;
    private readonly IDisposable archive;
    private readonly Stream file;
    private readonly SharedStrings strings;
    private readonly SheetStyles styles;
    private readonly TableNotes notes;
    private char[] characters = new char[4096];
    private int used;
    private long line;
    private bool done;

    public SheetRows(ZipPart part, IDisposable archive, Stream file, XlsxParts parts, TableNotes notes)
    {
        xml = new XmlScanner(part, part.Name);
        this.part = part;
        this.archive = archive;
        this.file = file;
        strings = parts.Strings;
        styles = parts.Styles;
        this.notes = notes;
    }

    public override long BytesRead => file.CanSeek ? file.Position : 0;

    public override bool HasOwnWidth => false;

    public override bool Next(RowBuffer row)
    {
        row.Clear();
        while (!done && xml.Read())
        {
            if (xml.Name.SequenceEqual("row"u8) && !xml.IsEnd)
            {
                StartRow(row);
                if (!xml.IsEmpty) ReadCells(row);
                row.Chars = characters;
                row.Base = 0;
                return true;
            }
            if (xml.IsEnd && xml.Name.SequenceEqual("sheetData"u8))
            {
                done = true;
                part.Drain();
            }
        }
        return false;
    }

    public override void Dispose()
    {
        xml.Dispose();
        archive.Dispose();
    }

    private void StartRow(RowBuffer row)
    {
        line = Utf8Parser.TryParse(xml.Attribute("r"u8), out long number, out _) && number > 0 ? number : line + 1;
        row.Line = line;
        used = 0;
        if (xml.Attribute("hidden"u8) is [(byte)'1' or (byte)'t', ..]) notes.HiddenRows++;
        if (line > TableLimits.MaxSheetRows) throw new RefusedException("table.too_many_rows", line, TableLimits.MaxSheetRows);
    }

    private void ReadCells(RowBuffer row)
    {
        var column = -1;
        while (true)
        {
            if (xml.TryPlainCell(out var plain))
            {
                column = plain.Column >= 0 ? plain.Column : column + 1;
                if (plain.Value.IsEmpty) continue;
                var start = used;
                var plainKind = TakeValue(new Cell(column, plain.Style, plain.Type), plain.Value);
                if (used > start || plainKind == CellKind.Error) Place(row, column, start, plainKind);
                continue;
            }
            if (!xml.Read()) throw new RefusedException("table.damaged", "sheet");
            if (xml.IsEnd)
            {
                if (xml.Name.SequenceEqual("row"u8)) return;
                continue;
            }
            if (!xml.Name.SequenceEqual("c"u8)) continue;
            var cell = CellOf(column + 1);
            column = cell.Column;
            if (xml.IsEmpty) continue;
            var from = used;
            var kind = ReadValue(cell);
            if (used > from || kind == CellKind.Error) Place(row, column, from, kind);
        }
    }

    private readonly record struct Cell(int Column, int Style, byte Type);

    // <c r="B2" s="1" t="s">: reference, style, type.
    private Cell CellOf(int next)
    {
        var reference = xml.Attribute("r"u8);
        var column = 0;
        foreach (var letter in reference)
        {
            if ((letter & 0xDF) is < 'A' or > 'Z' || column > 100_000) break;
            column = column * 26 + (letter & 0xDF) - 'A' + 1;
        }
        var style = Utf8Parser.TryParse(xml.Attribute("s"u8), out int number, out _) ? number : 0;
        var type = xml.Attribute("t"u8);
        // "s" shared, "str" formula text, "inlineStr", "b", "e", "d", "n": distinguished by first letter and length.
        return new Cell(column > 0 ? column - 1 : next, style, type.IsEmpty ? (byte)'n' : type.Length > 1 && type[0] == 's' ? (byte)'f' : type[0]);
    }

    private CellKind ReadValue(Cell cell)
    {
        var kind = CellKind.Text;
        var (phonetic, isFormula, hasValue) = (false, false, false);
        while (xml.Read())
        {
            var name = xml.Name;
            isFormula |= name.SequenceEqual("f"u8);
            // A formula may give an empty text, which is marked as one; a program that does not calculate leaves an empty number.
            hasValue |= name.SequenceEqual("t"u8) || (name.SequenceEqual("v"u8) && (cell.Type == (byte)'f' || (xml.IsEnd && !xml.Text.IsEmpty)));
            if (xml.IsEnd)
            {
                if (name.SequenceEqual("v"u8)) kind = TakeValue(cell, xml.Text);
                else if (name.SequenceEqual("t"u8) && !phonetic) TakeText(xml.Text, xml.IsSection);
                else if (name.SequenceEqual("rPh"u8)) phonetic = false;
                else if (name.SequenceEqual("c"u8)) return isFormula && !hasValue ? NotCalculated() : kind;
            }
            else if (name.SequenceEqual("rPh"u8)) phonetic = !xml.IsEmpty;
        }
        throw new RefusedException("table.damaged", "sheet");
    }

    // A program wrote the formula without its value: it is unknown until a spreadsheet calculates it.
    private CellKind NotCalculated()
    {
        notes.OpenFormulas++;
        return CellKind.Error;
    }

    private CellKind TakeValue(Cell cell, ReadOnlySpan<byte> raw)
    {
        switch (cell.Type)
        {
            case (byte)'s':
                if (Utf8Parser.TryParse(raw.TrimStart(" \r\n\t"u8), out int index, out _))
                    used = XmlText.Append(ref characters, used, strings[index], isSection: true);
                return CellKind.Text;
            case (byte)'f' or (byte)'i':
                TakeText(raw, xml.IsSection);
                return CellKind.Text;
            case (byte)'b':
                if (!raw.IsEmpty) used = XmlText.Append(ref characters, used, raw[..1]);
                return CellKind.Boolean;
            case (byte)'e':
                notes.ErrorCells++;
                return CellKind.Error;
            case (byte)'d':
                used = XmlText.Append(ref characters, used, raw[..Math.Min(raw.Length, raw.EndsWith("T00:00:00"u8) || raw.EndsWith("T00:00:00Z"u8) ? 10 : 40)]);
                return CellKind.Date;
            default:
                if (raw.IsEmpty) return CellKind.Text;
                Reserve(SheetNumber.Longest);
                used += SheetNumber.Write(raw, characters.AsSpan(used), styles[cell.Style], out var kind);
                return kind;
        }
    }

    private void TakeText(ReadOnlySpan<byte> raw, bool isSection)
    {
        var from = used;
        used = XmlText.Append(ref characters, used, raw, isSection);
        used = from + XmlText.Unescape(characters.AsSpan(from, used - from));
        if (used > TableLimits.MaxRow) throw new RefusedException("table.line_too_long", line, TableLimits.MaxRow);
    }

    private void Reserve(int count)
    {
        if (characters.Length - used < count) Array.Resize(ref characters, characters.Length * 2 + count);
    }

    private void Place(RowBuffer row, int column, int from, CellKind kind)
    {
        if (column < row.Count)
        {
            row.Replace(column, from, used - from, kind);
            return;
        }
        for (var at = row.Count; at < column && row.Count == at; at++) row.Add(0, 0);
        row.Add(from, used - from, kind);
    }
}
