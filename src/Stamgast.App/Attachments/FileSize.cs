using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Attachments;

namespace Stamgast.App.Attachments;

/// <summary>The size of a document as people say it.</summary>
internal static class FileSize
{
    /// <summary>"12 KB", "1.4 MB".</summary>
    public static string Of(RecordState file, Visit visit) =>
        long.TryParse(file.Values[AttachmentKind.Size], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? Say(bytes, visit) : "";

    private static string Say(long bytes, Visit visit) => bytes < 1 << 20 ? visit.T("attachments.kb", visit.N(Math.Max(1, (bytes + 512) >> 10)))
        : visit.T("attachments.mb", (bytes / 1048576m).ToString("0.0", visit.Culture));
}
