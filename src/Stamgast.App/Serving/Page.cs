using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stamgast.App.Serving;

/// <summary>Renders a Razor component as the answer to a request.</summary>
public static class Page
{
    /// <param name="parameters">An anonymous object with the component's parameters, or null.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Of<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status };

    /// <summary>
    /// After a form: 303, so that reloading does not submit it again. The message in the address (see <see cref="Flash"/>) is kept for that page,
    /// which shows it once.
    /// </summary>
    public static IResult GoTo(string address) => new SeeOther(OurPath.InHeader(address));

    /// <summary>True when a script asks for a part of a page.</summary>
    public static bool IsFragment(HttpRequest request) => request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-Boosted");

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var clean = httpContext.RequestServices.GetRequiredService<Flashes>().Keep(httpContext, address);
            // htmx follows redirects itself and would put the new page into a fragment: it is told to go there instead.
            if (IsFragment(httpContext.Request))
            {
                httpContext.Response.Headers["HX-Redirect"] = clean;
                httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = clean;
            return Task.CompletedTask;
        }
    }
}
