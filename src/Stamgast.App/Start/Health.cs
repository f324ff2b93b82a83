using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;

namespace Stamgast.App.Start;

/// <summary>
/// For supervisors and load balancers: 200 while the list of customers can be read, otherwise 503 with the reason in a word. It reveals nothing about
/// customers.
/// </summary>
internal static class Health
{
    public static IResult Look(Base customers, Failing failing)
    {
        try
        {
            customers.MustBeThere();
            _ = new CustomerList(customers, Viewer.System).Page(CustomerQuery.Plain, limit: 1);
            if (failing.Damage is { } damage) return Unwell(damage);
            return Results.Json(new { status = "ok", version = typeof(Health).Assembly.GetName().Version!.ToString(3) });
        }
        catch (Exception e) when (failing.Of(e) is { } refusal)
        {
            return Unwell(refusal);
        }
    }

    private static IResult Unwell(Refusal refusal) => Results.Json(new { status = StatusOf(refusal) }, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static string StatusOf(Refusal refusal) => refusal.Code switch
    {
        Trouble.Away or Trouble.NoEntry => "no database",
        Trouble.Gone => "database gone",
        Trouble.Damaged => "database damaged",
        Trouble.DiskFails => "disk failure",
        DiskFull.Here or DiskFull.OnServer => "disk full",
        _ => "not ready",
    };
}
