using System.Globalization;
using Stamgast.Tables.Encodings;

namespace Stamgast.App.Importing.Formats;

/// <summary>One way to read the letters of a file, in words: "windows-1254 (Şükrü, Yıldız)".</summary>
internal static class LetterReadings
{
    public static string Of(EncodingReading reading, CultureInfo culture) =>
        string.Create(culture, $"{reading.Encoding} ({string.Join(", ", reading.Words)})");
}
