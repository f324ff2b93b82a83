using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>The typeface of documents, from the program itself: a server may have no fonts at all.</summary>
internal sealed class PaperFonts : IFontResolver
{
    private const string Family = "Inter";

    private const string Regular = "Inter-Regular";
    private const string SemiBold = "Inter-SemiBold";

    private static readonly Lock Setting = new();

    /// <summary>A font of it; the first one makes the typeface known to the library.</summary>
    public static XFont Of(double size, XFontStyleEx style = XFontStyleEx.Regular)
    {
        lock (Setting)
            if (GlobalFontSettings.FontResolver is not PaperFonts) GlobalFontSettings.FontResolver = new PaperFonts();
        return new XFont(Family, size, style);
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? SemiBold : Regular);

    public byte[]? GetFont(string faceName)
    {
        using var font = typeof(PaperFonts).Assembly.GetManifestResourceStream($"fonts/{faceName}.ttf")
            ?? throw new InvalidOperationException("The program lacks its font " + faceName);
        using var bytes = new MemoryStream();
        font.CopyTo(bytes);
        return bytes.ToArray();
    }
}
