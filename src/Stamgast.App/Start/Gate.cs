using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.App.Users.Again;
using Stamgast.Database;

namespace Stamgast.App.Start;

/// <summary>
/// What every request passes before its handler: headers, plain http from elsewhere, the session, the permission, the form token, and for some the
/// password again. And what happens to every failure: a page that says what happened and what to do.
/// </summary>
internal sealed class Gate(RequestDelegate next, ServeOptions options, WaitingRoom room, Failing failing, ILogger<Gate> log)
{
    public async Task InvokeAsync(HttpContext context, Requester requester, IAntiforgery forms)
    {
        SecurityHeaders.Add(context);
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        });
        try
        {
            await PassAsync(context, requester, forms);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var refusal = failing.Of(e);
            var status = Failing.StatusOf(e, refusal);
            if (refusal is null && status == StatusCodes.Status500InternalServerError)
            {
                log.LogError(e, "A request failed: {Method} {Route}", context.Request.Method, RouteOf(context));
                failing.LookForDamage();
            }
            // The error page must not use the base again.
            if (refusal is null || Trouble.Is(refusal)) requester.MakeDo();
            await FailAsync(context, status, refusal);
        }
    }

    private async Task PassAsync(HttpContext context, Requester requester, IAntiforgery forms)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is not null && !Routes.AsksWho(endpoint))
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentType is null)
                await FailAsync(context, context.Response.StatusCode);
            return;
        }
        if (!SoundRequest.HasHost(context.Request) || !SoundRequest.IsReadable(context.Request))
        {
            // The error page contains addresses too.
            if (!SoundRequest.HasHost(context.Request)) context.Request.Host = new HostString("localhost");
            await FailAsync(context, StatusCodes.Status400BadRequest);
            return;
        }
        if (!options.PlainHttp && IsPlainHttpFromElsewhere(context))
        {
            await FailAsync(context, StatusCodes.Status403Forbidden, new Refusal("plainhttp", context.Request.Host.Value));
            return;
        }
        var permission = endpoint is null ? null : Routes.PermissionOf(endpoint);
        if (permission != Permission.Everyone || context.Request.Cookies.Count > 0) requester.Recognise();
        if (endpoint is null)
        {
            await FailAsync(context, StatusCodes.Status404NotFound);
            return;
        }
        // A route of the framework itself, such as the one that answers 405, has no permission.
        if (permission is not null && !Access.Allows(requester.User, permission))
        {
            await RefuseEntryAsync(context, requester);
            return;
        }
        if ((permission is null || permission == Permission.Everyone) && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = SoundRequest.LargestOfStrangers;
        if (await FormGuard.RefusalOf(context, forms) is { } refused)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, new Refusal(refused));
            return;
        }
        if (HttpMethods.IsPost(context.Request.Method) && !StreamedUpload.IsAt(endpoint)) await WriteAsync(context, requester, permission);
        else await next(context);
        if (!context.Response.HasStarted && context.Response.StatusCode is >= 400 and not 499 && context.Response.ContentType is null)
            await FailAsync(context, context.Response.StatusCode);
    }

    // The form is read before it waits: a browser whose request is not read gives up, and its input is lost.
    private async Task WriteAsync(HttpContext context, Requester requester, Permission? permission)
    {
        if (context.Request.HasFormContentType && !SoundRequest.IsReadable(await context.Request.ReadFormAsync(context.RequestAborted)))
        {
            await FailAsync(context, StatusCodes.Status400BadRequest);
            return;
        }
        await room.PassAsync(permission, async () =>
        {
            if (await PasswordAgain.AnswerAsync(context, requester) is { } asking) await asking.ExecuteAsync(context);
            else await next(context);
        }, context.RequestAborted);
    }

    // Not signed in: go to the sign-in page and return afterwards. Signed in without permission: 403.
    private static async Task RefuseEntryAsync(HttpContext context, Requester requester)
    {
        if (requester.User is not null)
        {
            await FailAsync(context, StatusCodes.Status403Forbidden);
            return;
        }
        // The rest of a refused upload is read for a moment: cutting the connection would hide the answer behind a proxy's 502.
        if (StreamedUpload.IsAt(context.GetEndpoint()) && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        await SignInAgain.LeadAsync(context);
    }

    private static async Task FailAsync(HttpContext context, int status, Refusal? refusal = null)
    {
        context.Response.Clear();
        SecurityHeaders.Add(context);
        refusal ??= new Refusal(status switch
        {
            // A number or a date in an address that is none.
            StatusCodes.Status400BadRequest when HttpMethods.IsGet(context.Request.Method) && context.Request.QueryString.HasValue
                && SoundRequest.IsReadable(context.Request) => "page.address",
            StatusCodes.Status400BadRequest => "page.bad",
            StatusCodes.Status403Forbidden => "page.forbidden",
            StatusCodes.Status404NotFound => "page.missing",
            StatusCodes.Status405MethodNotAllowed => "page.missing",
            StatusCodes.Status413PayloadTooLarge => "page.toolarge",
            StatusCodes.Status503ServiceUnavailable => Trouble.Busy,
            _ => "page.broken",
        }, context.Request.Path.Value);
        var page = Page.IsFragment(context.Request)
            ? Page.Of<RefusalNote>(new { Refusal = refusal }, status)
            : Page.Of<ErrorPage>(new { Refusal = refusal, Status = status, Address = AgainAt(context, status),
            Sent = HttpMethods.IsPost(context.Request.Method) }, status);
        await page.ExecuteAsync(context);
    }

    // A failure may succeed the next time; a missing or forbidden page will not.
    private static string? AgainAt(HttpContext context, int status) =>
        context.Items[ErrorPage.Again] as string
        ?? (HttpMethods.IsGet(context.Request.Method) && status is (409 or 500 or 503 or 507)
            ? "/" + context.Request.Path.ToUriComponent().TrimStart('/') + context.Request.QueryString : null);

    // The name in the address bar decides: a browser on this machine reaches it by a name of this machine, also through a container.
    private static bool IsPlainHttpFromElsewhere(HttpContext context)
    {
        if (context.Request.IsHttps) return false;
        var host = context.Request.Host.Host.Trim('[', ']');
        var named = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return !named;
    }

    // The pattern, not the path: a path may hold a secret or a name.
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
