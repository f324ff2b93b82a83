using Stamgast.App.Said;
using Stamgast.Changes.Histories;

namespace Stamgast.App.Settings;

/// <summary>The customers in the trash.</summary>
public sealed record TrashView(string Words, IReadOnlyList<TrashedRow> Rows, string? Next, long Total, UserNames Users)
{
    public string Href(string? after = null)
    {
        var parts = new[] { Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) : null, after is null ? null : "after=" + Uri.EscapeDataString(after) };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "/settings/trash" : "/settings/trash?" + query;
    }
}

/// <summary>One customer in the trash, and how it came there.</summary>
public sealed record TrashedRow(long Id, string? Name, bool IsCompany, string? Number, TrashMove? Move);
