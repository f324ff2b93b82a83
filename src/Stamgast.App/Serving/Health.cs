using Stamgast.Database;

namespace Stamgast.App.Serving;

/// <summary>For supervisors and load balancers: 200 while the base can be read, else 503. It says nothing about customers.</summary>
internal static class Health
{
    public static IResult Look(Base customers)
    {
        try
        {
            using var context = customers.NewContext();
            _ = context.Counters.Any();
            return Results.Json(new { status = "ok", version = typeof(Health).Assembly.GetName().Version!.ToString(3) });
        }
        catch (System.Data.Common.DbException)
        {
            return Results.Json(new { status = "no database" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
