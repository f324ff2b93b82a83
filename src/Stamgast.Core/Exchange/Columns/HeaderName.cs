using Stamgast.Language;
using Stamgast.Text;

namespace Stamgast.Exchange.Columns;

/// <summary>The names of columns, compared by their letters and digits alone: "Due date", "due_date" and "duedate" are one.</summary>
internal static class HeaderName
{
    public static string Of(string header) => new([.. Folding.Letters(header).Where(char.IsLetterOrDigit)]);

    /// <summary>True when it is the name of a field, or its caption in one of the languages.</summary>
    public static bool IsOf(string name, RecordField field) => Of(field.Name) == name || Captions(field).Any(caption => Of(caption) == name);

    /// <summary>The captions of a field in all languages.</summary>
    public static IEnumerable<string> Captions(RecordField field) => Texts.Entries.TryGetValue(field.CaptionKey, out var captions) ? captions : [];
}
