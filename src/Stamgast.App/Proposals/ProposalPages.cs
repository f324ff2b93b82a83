using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Proposals;

/// <summary>Shared by the pages of all previews: the query in the address, and the part of the page to answer with.</summary>
internal static class ProposalPages
{
    /// <summary>The query of a preview, from its address.</summary>
    public static PreviewQuery QueryOf(IQueryCollection query, RecordShape? of = null) => new(
        Enum.TryParse<PreviewFilter>(query["show"], out var filter) && Enum.IsDefined(filter) ? filter : PreviewFilter.Everything,
        (of ?? CustomerShape.Instance).ByName(query["field"].ToString()),
        query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        ErrorCause.Parse(query["cause"]));

    /// <summary>The current query of the page that requests a fragment.</summary>
    public static PreviewQuery? LookedAt(HttpContext context, RecordShape? of = null) =>
        Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var page)
            ? QueryOf(new QueryCollection(QueryHelpers.ParseQuery(page.Query)), of) : null;

    /// <summary>The part of the preview that is asked for; the whole page when none is.</summary>
    public static IResult Answer(HttpContext context, ProposalView view, Func<IResult> whole)
    {
        var part = context.Request.Headers["HX-Target"].ToString();
        if (part == "rows") return Following(view);
        if (part != "preview-found") return whole();
        // The address follows, without a step in the browser's history for each letter.
        context.Response.Headers["HX-Replace-Url"] = view.Href(view.Query);
        return Page.Of<PreviewFound>(new { View = view, Renewed = true });
    }

    /// <summary>The preview as it was viewed, of this proposal only.</summary>
    /// <param name="path">The address of the preview.</param>
    public static string BackOf(string path, string? back) =>
        back is not null && (back == path || back.StartsWith(path + "?", StringComparison.Ordinal)) ? back : path;

    /// <summary>The position after leaving out or including a row: at its button, so that the keyboard continues there.</summary>
    public static string AnchorOf(long seq) => string.Create(CultureInfo.InvariantCulture, $"#leave-{seq}");

    /// <summary>The reason why reading a file stopped, as stored with the set.</summary>
    public static Refusal FailureOf(ChangeSet set)
    {
        if (set.Failure is null) return new Refusal("import.broken", set.FileName);
        using var kept = JsonDocument.Parse(set.Failure);
        return new Refusal(kept.RootElement.GetProperty("Code").GetString()!,
            [.. kept.RootElement.GetProperty("Arguments").EnumerateArray().Select(a => (object?)a.GetString())]);
    }

    // A list being scrolled must not end where its rows are not known yet: it asks again.
    private static IResult Following(ProposalView view) =>
        view.Waits is PreviewWait.BeingPrepared or PreviewWait.CannotBePrepared ? throw new RefusedException("busy")
            : Page.Of<PreviewRows>(new { View = view });
}
