using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Attachments;

namespace Stamgast.App.Attachments;

/// <summary>The size of a document as people say it.</summary>
internal static class FileSize
{
    /// <summary>"12 KB", "1.4 MB".</summary>
    public static string Of(RecordState file, Visit visit) =>
        long.TryParse(file.Values[AttachmentKind.Size], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? RecordTexts.Bytes(bytes, visit) : "";
}
