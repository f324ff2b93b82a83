using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Proposals;

/// <summary>What the pages of all previews have in common: what is asked by an address, and which part of the page is answered.</summary>
internal static class ProposalPages
{
    /// <summary>What is looked at, as the address of the preview has it.</summary>
    public static PreviewQuery QueryOf(IQueryCollection query) => new(
        Enum.TryParse<PreviewFilter>(query["show"], out var filter) && Enum.IsDefined(filter) ? filter : PreviewFilter.Everything,
        (CustomerField?)CustomerShape.Instance.ByName(query["field"].ToString()),
        query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        ErrorCause.Parse(query["cause"]));

    /// <summary>What the page shows that asks for a part of it.</summary>
    public static PreviewQuery? LookedAt(HttpContext context) =>
        Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var page)
            ? QueryOf(new QueryCollection(QueryHelpers.ParseQuery(page.Query))) : null;

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

    /// <summary>The preview as it was looked at, of this proposal and of nothing else.</summary>
    /// <param name="path">The address of the preview.</param>
    public static string BackOf(string path, string? back) =>
        back is not null && (back == path || back.StartsWith(path + "?", StringComparison.Ordinal)) ? back : path;

    /// <summary>Where the page is after a row was left out or taken in again: on its button, so that the keyboard goes on from there.</summary>
    public static string AnchorOf(long seq) => string.Create(CultureInfo.InvariantCulture, $"#leave-{seq}");

    // A list that is gone through must not end where its rows are not known yet: it asks again.
    private static IResult Following(ProposalView view) =>
        view.Waits is PreviewWait.BeingPrepared or PreviewWait.CannotBePrepared ? throw new RefusedException("busy")
            : Page.Of<PreviewRows>(new { View = view });
}
