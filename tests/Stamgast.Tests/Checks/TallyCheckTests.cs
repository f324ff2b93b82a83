using System.Globalization;
using Stamgast.Checks;
using Stamgast.Database;
using Stamgast.Sales.Payments;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Checks;

public sealed class TallyCheckTests
{
    [Theory, EachEngine]
    public async Task Sums_that_differ_from_the_records_that_they_sum_up_are_reported_by_record_and_column(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = place.AddOrder();
        place.AddOrder();
        place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.Order, $"{order}"), (PaymentKind.OfAmount, "100"));
        Assert.True(Tallies(place).Ok);
        place.Base.Write(t => { t.Execute("update sale_order set paid = paid + 1, return_count = 7 where id = @id", ("id", order)); });
        var result = Tallies(place);
        Assert.False(result.Ok);
        Assert.Equal($"1 records say something else than the records that they sum up: orders {order} (paid, return_count)",
            result.Detail(CultureInfo.GetCultureInfo("en-GB")).Replace("(return_count, paid)", "(paid, return_count)", StringComparison.Ordinal));
    }

    private static CheckResult Tallies(KindPlace place) => new BaseCheck(place.Base).Run().Single(r => r.Name == "tallies");
}
