namespace Stamgast.Tables.Encodings;

/// <summary>The encodings that a person may choose, by script: Unicode first, then the single-byte ones of Europe that .NET knows.</summary>
public static class KnownEncodings
{
    /// <summary>Names by group; the texts of the groups are <c>table.encodings.*</c>.</summary>
    public static readonly IReadOnlyList<(string Group, IReadOnlyList<string> Names)> Groups =
    [
        ("unicode", ["UTF-8", "UTF-16LE", "UTF-16BE", "utf-32", "utf-32BE"]),
        ("western", ["windows-1252", "iso-8859-1", "iso-8859-15", "ibm850", "IBM00858", "ibm437", "ibm860", "ibm861", "ibm863", "ibm865", "macintosh",
        "x-mac-icelandic"]),
        ("central", ["windows-1250", "iso-8859-2", "ibm852", "x-mac-ce", "x-mac-croatian", "x-mac-romanian"]),
        ("turkish", ["windows-1254", "iso-8859-9", "ibm857", "x-mac-turkish", "iso-8859-3"]),
        ("baltic", ["windows-1257", "iso-8859-13", "iso-8859-4", "ibm775"]),
        ("cyrillic", ["windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "cp866", "ibm855", "x-mac-cyrillic"]),
        ("greek", ["windows-1253", "iso-8859-7", "ibm737", "ibm869", "x-mac-greek"]),
        ("others", ["windows-1255", "iso-8859-8", "ibm862", "windows-1256", "iso-8859-6", "ibm864", "windows-1258"]),
    ];
}
