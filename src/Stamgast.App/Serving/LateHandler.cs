using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace Stamgast.App.Serving;

/// <summary>
/// The handler of a route, which the framework compiles when the first request comes. Compiling takes milliseconds, and hundreds of routes are mapped
/// when the program starts.
/// </summary>
internal sealed class LateHandler
{
    private readonly Lazy<RequestDelegate> compiled;

    /// <param name="bodyless">True for GET: no parameter is read from a body.</param>
    public LateHandler(IServiceProvider parts, string pattern, Delegate handler, bool bodyless)
    {
        compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, new RequestDelegateFactoryOptions
        {
            ServiceProvider = parts,
            RouteParameterNames = RoutePatternFactory.Parse(pattern).Parameters.Select(p => p.Name),
            DisableInferBodyFromParameters = bodyless,
            ThrowOnBadRequest = parts.GetRequiredService<IOptions<RouteHandlerOptions>>().Value.ThrowOnBadRequest,
        }).RequestDelegate);
    }

    /// <summary>Answers a request.</summary>
    public Task RunAsync(HttpContext context) => compiled.Value(context);

    /// <summary>Compiles the handler now.</summary>
    /// <exception cref="InvalidOperationException">The framework cannot bind one of its parameters.</exception>
    public void Prepare() => _ = compiled.Value;
}
