using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Stamgast.App.Parts;

/// <summary>The Lucide drawings, read once from the program and put into the page as inline SVG, so that they take the colour of the text.</summary>
public static class Icons
{
    private static readonly ConcurrentDictionary<string, MarkupString> Drawn = new(StringComparer.Ordinal);

    /// <summary>
    /// The drawing with this Lucide name; it is decoration and hidden from screen readers, so the text beside it must be sufficient.
    /// </summary>
    public static MarkupString Get(string name) => Drawn.GetOrAdd(name, Read);

    private static MarkupString Read(string name)
    {
        using var stream = typeof(Icons).Assembly.GetManifestResourceStream($"icons/{name}.svg")
            ?? throw new FileNotFoundException($"No icon '{name}': add it to BrowserPackages.targets.");
        using var reader = new StreamReader(stream);
        var svg = reader.ReadToEnd();
        var drawing = svg[(svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1)..svg.LastIndexOf("</svg>", StringComparison.Ordinal)];
        var lines = string.Concat(drawing.Split('\n').Select(l => l.Trim()));
        return new MarkupString("<svg class=\"icon\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" "
            + $"stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\">{lines}</svg>");
    }
}
