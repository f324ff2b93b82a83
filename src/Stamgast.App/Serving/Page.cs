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

    /// <summary>After a form was done: 303, so that reloading does not send it again.</summary>
    public static IResult GoTo(string address) => new SeeOther(address);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            // htmx follows redirects itself and would put the new page into a fragment: it is told to go there instead.
            if (httpContext.Request.Headers.ContainsKey("HX-Request") && !httpContext.Request.Headers.ContainsKey("HX-Boosted"))
            {
                httpContext.Response.Headers["HX-Redirect"] = address;
                httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
