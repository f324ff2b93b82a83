using System.Globalization;
using Stamgast.Changes;
using Stamgast.Kinds;

namespace Stamgast.App.Exchange;

/// <summary>The addresses of imports of declared kinds.</summary>
internal static class ExchangeAddress
{
    public static string OfList(RecordKind kind) => "/" + kind.Key;

    public static string OfUpload(RecordKind kind) => $"/{kind.Key}/import";

    public static string OfImport(RecordKind kind, long setId) => string.Create(CultureInfo.InvariantCulture, $"/{kind.Key}/import/{setId}");

    /// <summary>Where an applied import is shown.</summary>
    public static string OfDone(long setId) => string.Create(CultureInfo.InvariantCulture, $"/activity/{setId}");

    /// <summary>The kind of the records of an import; null for customers and tasks.</summary>
    public static RecordKind? KindOf(ChangeSet set) => (RecordShapes.Of(set.RecordKind) as KindShape)?.Declaration;
}
