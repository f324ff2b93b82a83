using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>How a text of a document looks.</summary>
internal enum PaperText
{
    Usual,
    Small,
    Strong,
    Title,
}

/// <summary>
/// The pages of a document on A4, filled from the top: what no longer fits goes on the next one. Distances are in points from the left and the top.
/// </summary>
internal sealed class PaperPages : IDisposable
{
    public const double Left = 56;
    public const double Right = 539;
    private const double Top = 50;
    private const double Bottom = 770;
    private const double Foot = 800;

    private static readonly XFont Usual = PaperFonts.Of(9);
    private static readonly XFont Small = PaperFonts.Of(7.5);
    private static readonly XFont Strong = PaperFonts.Of(9, XFontStyleEx.Bold);
    private static readonly XFont Title = PaperFonts.Of(14, XFontStyleEx.Bold);

    private readonly PdfDocument document = new();
    private XGraphics page;

    public PaperPages() => page = NewPage();

    /// <summary>The place of the next line.</summary>
    public double Y { get; set; } = Top;

    /// <summary>The height of a line.</summary>
    public static double HeightOf(PaperText text) => text switch { PaperText.Title => 20, PaperText.Small => 10.5, _ => 13 };

    /// <summary>Goes on to the next page unless so much room is left.</summary>
    /// <returns>True when it did.</returns>
    public bool Need(double height)
    {
        if (Y + height <= Bottom) return false;
        page.Dispose();
        page = NewPage();
        Y = Top;
        return true;
    }

    /// <summary>One line at the present place, which stays.</summary>
    public void Line(string text, double x, PaperText looks = PaperText.Usual, bool toRight = false)
    {
        text = Clean(text);
        if (text.Length == 0) return;
        var font = FontOf(looks);
        page.DrawString(text, font, XBrushes.Black, toRight ? x - page.MeasureString(text, font).Width : x, Y + font.Size);
    }

    /// <summary>A text of any length within a width; goes below it.</summary>
    public void Text(string text, double x, double width, PaperText looks = PaperText.Usual)
    {
        foreach (var line in Wrap(text, width, looks))
        {
            Need(HeightOf(looks));
            Line(line, x, looks);
            Y += HeightOf(looks);
        }
    }

    /// <summary>The lines of a text within a width.</summary>
    public IReadOnlyList<string> Wrap(string text, double width, PaperText looks = PaperText.Usual)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in Clean(paragraph).Split(' ').SelectMany(w => Pieces(w, width, looks)))
            {
                var longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length == 0 || WidthOf(longer, looks) <= width) line = longer;
                else
                {
                    lines.Add(line);
                    line = word;
                }
            }
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>A line across the page.</summary>
    public void Rule(double from = Left, double to = Right) => page.DrawLine(new XPen(XColors.LightGray, 0.7), from, Y, to, Y);

    /// <summary>A filled square.</summary>
    public void Square(double x, double y, double side) => page.DrawRectangle(XBrushes.Black, x, y, side, side);

    /// <summary>A picture that fits into a box.</summary>
    /// <returns>False when it cannot be read; nothing is drawn then.</returns>
    public bool Picture(byte[] bytes, double x, double width, double height)
    {
        using var image = LogoPicture.Read(bytes);
        if (image is null || image.PointWidth <= 0 || image.PointHeight <= 0) return false;
        var scale = Math.Min(width / image.PointWidth, height / image.PointHeight);
        page.DrawImage(image, x, Y, image.PointWidth * scale, image.PointHeight * scale);
        return true;
    }

    /// <summary>The file, with a text at the foot of each page.</summary>
    /// <param name="foot">The text for a page and the number of pages.</param>
    /// <param name="made">The day that the file claims to have been made; the same document gives the same file.</param>
    public byte[] Write(string title, Func<int, int, string> foot, DateTime made)
    {
        page.Dispose();
        for (var i = 0; i < document.PageCount; i++)
        {
            using var graphics = XGraphics.FromPdfPage(document.Pages[i], XGraphicsPdfPageOptions.Append);
            var text = Clean(foot(i + 1, document.PageCount));
            graphics.DrawString(text, Small, XBrushes.Gray, Right - graphics.MeasureString(text, Small).Width, Foot);
        }
        document.Info.Title = title;
        document.Info.Creator = "Stamgast";
        document.Info.CreationDate = made;
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return SamePdf.Of(file.ToArray(), made);
    }

    public void Dispose()
    {
        page.Dispose();
        document.Dispose();
    }

    private XGraphics NewPage()
    {
        var added = document.AddPage();
        added.Size = PdfSharp.PageSize.A4;
        return XGraphics.FromPdfPage(added);
    }

    private double WidthOf(string text, PaperText looks) => page.MeasureString(text, FontOf(looks)).Width;

    // A word that is too long for a line is broken between two letters.
    private IEnumerable<string> Pieces(string word, double width, PaperText looks)
    {
        while (word.Length > 1 && WidthOf(word, looks) > width)
        {
            var fits = Math.Max(1, (int)(word.Length * width / WidthOf(word, looks)));
            while (fits > 1 && WidthOf(word[..fits], looks) > width) fits--;
            if (char.IsHighSurrogate(word[fits - 1])) fits += fits < word.Length ? 1 : 0;
            yield return word[..fits];
            word = word[fits..];
        }
        yield return word;
    }

    private static XFont FontOf(PaperText looks) => looks switch
    {
        PaperText.Small => Small,
        PaperText.Strong => Strong,
        PaperText.Title => Title,
        _ => Usual,
    };

    // Invisible characters would be drawn as boxes.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate))
                clean.Append(rune.ToString());
            else if (rune.Value == '\t') clean.Append(' ');
        return clean.ToString().Trim();
    }
}
