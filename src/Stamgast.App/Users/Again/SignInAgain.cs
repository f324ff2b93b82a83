using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;

namespace Stamgast.App.Users.Again;

/// <summary>Handles a request without a session: leads to the sign-in page, and from there back with the input.</summary>
internal static class SignInAgain
{
    private const int LargestKept = 1 << 20;

    public static void MapKeptForms(this IEndpointRouteBuilder routes) => routes.MapPage("/kept/{key}", Permission.OwnAccount, Show);

    /// <summary>Leads to the sign-in page.</summary>
    public static async Task LeadAsync(HttpContext context)
    {
        if (Routes.IsBesideForm(context.GetEndpoint()) && Page.IsFragment(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        var query = new List<string>();
        if (AddressOf(context.Request) is { } address and not "/") query.Add("to=" + Uri.EscapeDataString(address));
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
            query.Add(await KeepAsync(context) is { } key ? "kept=" + key : "ended=1");
        await Page.GoTo(query.Count == 0 ? "/sign-in" : "/sign-in?" + string.Join('&', query)).ExecuteAsync(context);
    }

    /// <summary>Where to go after signing in (again).</summary>
    public static string Onward(string? kept, string to, KeptForms forms, long userId) => forms.Find(kept, userId) is null ? to : "/kept/" + kept;

    // For a fragment, the page that requested it.
    private static string? AddressOf(HttpRequest request)
    {
        if (!Page.IsFragment(request)) return HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : null;
        return Uri.TryCreate(request.Headers["HX-Current-URL"].ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? SignInPaths.Onward(page.PathAndQuery) : null;
    }

    private static async Task<string?> KeepAsync(HttpContext context)
    {
        var request = context.Request;
        if (StreamedUpload.IsAt(context.GetEndpoint()) || request.ContentLength is not <= LargestKept || !FormGuard.ComesFromOurPages(request)) return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestKept;
        var form = await request.ReadFormAsync(context.RequestAborted);
        var parts = context.RequestServices;
        return parts.GetRequiredService<FormOwner>().Read(form) is { } user ? parts.GetRequiredService<KeptForms>()
            .Keep(user, request.Path.Value ?? "/", form) : null;
    }

    // The form of a customer is filled in again; for everything else the user is asked whether to send it now.
    private static IResult Show(string key, KeptForms forms, Requester requester)
    {
        var form = forms.Find(key, requester.User!.Id) ?? throw new RefusedException("kept.unknown");
        return form.Path == "/customers/new" || (form.Path.StartsWith("/customers/", StringComparison.Ordinal)
            && form.Path.EndsWith("/edit", StringComparison.Ordinal))
            ? Page.GoTo($"{form.Path}?kept={key}") : Page.Of<KeptPage>(new { Form = form });
    }
}
