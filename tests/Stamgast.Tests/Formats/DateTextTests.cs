using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

public class DateTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("1985-07-30")]
    [InlineData("30/07/1985")]
    [InlineData("30/7/1985")]
    [InlineData("30-7-1985")]
    [InlineData("30.07.1985")]
    [InlineData("30. 7. 1985")]
    [InlineData("19850730")]
    [InlineData("30071985")]
    [InlineData("1985/07/30")]
    [InlineData("30 juli 1985")]
    [InlineData("30 juillet 1985")]
    [InlineData("30. Juli 1985")]
    [InlineData("July 30, 1985")]
    [InlineData("30th of July 1985")]
    [InlineData("30-jul-85")]
    [InlineData("dinsdag 30 juli 1985")]
    [InlineData("30/07/85")]
    [InlineData("Tue, 30 Jul 1985")]
    [InlineData("Di. 30.07.1985")]
    [InlineData("1985-07-30T00:00:00")]
    [InlineData("1985-07-30T00:00:00.000Z")]
    [InlineData("30/07/1985 00:00:00")]
    [InlineData("30/07/1985 12:00:00 AM")]
    public void A_date_is_read_however_it_is_written(string text) =>
        Assert.Equal("1985-07-30", DateText.Read(text, DateOrder.DayMonthYear, Today).Value);

    [Theory]
    [InlineData("1er janvier 1960", "1960-01-01")]
    [InlineData("1 MÄRZ 1960", "1960-03-01")]
    [InlineData("5 août 2001", "2001-08-05")]
    [InlineData("Mar 5, 2001", "2001-03-05")]
    [InlineData("3 mei 26", "2026-05-03")]
    [InlineData("3 mei 27", "1927-05-03")]
    public void Months_have_names_in_four_languages(string text, string iso) =>
        Assert.Equal(iso, DateText.Read(text, DateOrder.DayMonthYear, Today).Value);

    [Theory]
    [InlineData("03/04/2020", DateOrder.DayMonthYear, "2020-04-03")]
    [InlineData("03/04/2020", DateOrder.MonthDayYear, "2020-03-04")]
    [InlineData("20/03/04", DateOrder.YearMonthDay, "2020-03-04")]
    [InlineData("2020-03-04", DateOrder.MonthDayYear, "2020-03-04")]
    public void The_order_of_the_column_decides(string text, DateOrder order, string iso) =>
        Assert.Equal(iso, DateText.Read(text, order, Today).Value);

    [Theory]
    [InlineData("31/02/1985", "date.impossible")]
    [InlineData("29/02/1985", "date.impossible")]
    [InlineData("2001-02-29", "date.impossible")]
    [InlineData("07/30/1985", "date.order")]
    [InlineData("1780-01-01", "date.range")]
    [InlineData("22291", "date.unreadable")]
    [InlineData("soon", "date.unreadable")]
    [InlineData("1985", "date.unreadable")]
    [InlineData("30/07", "date.unreadable")]
    [InlineData("30/07/1985/2", "date.unreadable")]
    [InlineData("12:30", "date.unreadable")]
    [InlineData("circa 30/07/1985", "date.unreadable")]
    [InlineData("30/07/1985?", "date.unreadable")]
    public void An_impossible_day_is_refused(string text, string problem)
    {
        var read = DateText.Read(text, DateOrder.DayMonthYear, Today);
        Assert.Equal(problem, read.Problem);
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData(22291, false, "1961-01-10")]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(45000.75, false, "2023-03-15")]
    [InlineData(43538, true, "2023-03-15")]
    public void Excel_serials_are_days(double serial, bool date1904, string iso) =>
        Assert.Equal(iso, DateText.Write(DateText.FromExcelSerial(serial, date1904)!.Value));

    [Fact]
    public void Every_day_of_two_centuries_reads_back_as_itself()
    {
        for (var day = new DateOnly(1900, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            var iso = DateText.Write(day);
            Assert.Same(iso, DateText.Read(iso, DateOrder.DayMonthYear, Today).Value);
        }
    }
}
