using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Users;

namespace Stamgast.App.Users.Again;

/// <summary>
/// Asks for the password again before an act that reaches far (<see cref="Routes.AsksPassword"/>), unless the session is so young that its user has
/// just typed it. The answer is the same form with a field for the password; its wrong tries count as those of the sign-in page do.
/// </summary>
internal static class PasswordAgain
{
    // Also the name by which kept forms know that they hold a password.
    private const string Field = "password";

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <summary>The answer that asks for the password; null when the request may go on.</summary>
    public static async Task<IResult?> AnswerAsync(HttpContext context, Requester requester)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PasswordAsked>() is not { } asked
            || requester is not { User: { } user, Session: { } session }) return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var services = context.RequestServices;
        if (!asked.When(form) || session.CreatedAt + Recent > services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime) return null;
        Refusal? refusal = null;
        if (form.ContainsKey(Field))
        {
            try
            {
                await services.GetRequiredService<SignIn>().CheckAsync(user.Email, form[Field].ToString(), requester.Address,
                    services.GetRequiredService<KnownBrowser>().Read(context.Request), context.RequestAborted);
                requester.Renew(user);
                return null;
            }
            catch (RefusedException e)
            {
                refusal = e.Refusal.Code == "signin.wrong" ? new Refusal("password.current") : e.Refusal;
            }
        }
        var fields = form.Where(f => f.Key is not (Field or FormGuard.TokenField or FormOwner.Field)).SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")));
        return Page.Of<PasswordAgainPage>(new { Asked = asked, Action = context.Request.Path.Value, user.Email, Fields = fields.ToList(), Refusal = refusal },
            refusal is null ? StatusCodes.Status200OK : Failing.StatusInForm(refusal));
    }
}
