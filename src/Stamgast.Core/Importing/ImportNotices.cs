using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Importing;

/// <summary>Oddities of the file itself, skipped or repaired while reading, in words.</summary>
public static class ImportNotices
{
    private const int LinesNamed = 5;

    private static readonly string[] Pictures = ["PHOTO", "LOGO"];

    private static readonly string[] Relations =
        ["RELATED", "AGENT", "X-ABRELATEDNAMES", "X-SPOUSE", "X-MANAGER", "X-ASSISTANT", "X-EVOLUTION-SPOUSE", "X-EVOLUTION-MANAGER", "X-EVOLUTION-ASSISTANT"];

    /// <summary>A sentence for each thing that was found; none for a clean file.</summary>
    public static IReadOnlyList<string> Of(ImportReport report, CultureInfo culture)
    {
        var notices = new List<string>();
        Add("title", report.Format.SkippedTitleLines);
        Add("partner", report.Partners);
        Add("nameless", report.NamelessPartners, Lines(report.NamelessPartnerLines, culture));
        Add("blank", report.BlankLines);
        Add("repeated", report.RepeatedHeaders);
        Add("subtotal", report.SubtotalLines, Lines(report.SubtotalExamples.Select(s => s.Line), culture));
        Add("short", report.ShortRows);
        Add("long", report.LongRows, Lines(report.LongRowLines, culture));
        Add("unclosed", report.UnclosedQuotes);
        Add("stray", report.StrayQuotes);
        Add("foreign", report.ForeignBytes);
        Add("nul", report.NulCharacters);
        Add("hidden", report.HiddenRows);
        Add("error", report.ErrorCells);
        Add("formula", report.OpenFormulas);
        Add("birthday", report.Unread.GetValueOrDefault("BDAY"));
        AddUnread("picture", Pictures);
        AddUnread("relation", Relations);
        AddUnread("unread", [.. report.Unread.Keys.Except([.. Pictures, .. Relations, "BDAY"])]);
        return notices;

        // A card with two of them counts twice: it is about how much is lost.
        void AddUnread(string kind, string[] properties)
        {
            var met = properties.Where(report.Unread.ContainsKey).ToList();
            Add(kind, met.Sum(p => report.Unread[p]), string.Join(", ", met));
        }

        void Add(string kind, long count, params object?[] more)
        {
            if (count > 0) notices.Add(Texts.Count("notice." + kind, count, culture, more));
        }
    }

    private static string Lines(IEnumerable<long> lines, CultureInfo culture)
    {
        var named = lines.Take(LinesNamed + 1).Select(l => l.ToString("N0", culture)).ToList();
        return string.Join(", ", named.Take(LinesNamed)) + (named.Count > LinesNamed ? ", …" : "");
    }
}
