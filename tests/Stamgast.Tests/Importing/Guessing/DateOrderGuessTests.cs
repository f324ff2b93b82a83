using Stamgast.Importing.Guessing;

namespace Stamgast.Tests.Importing.Guessing;

public sealed class DateOrderGuessTests
{
    private static DateOrderGuess Of(params string[] cells)
    {
        var guess = new DateOrderGuess();
        foreach (var cell in cells) guess.Add(cell);
        return guess;
    }

    [Fact]
    public void One_unambiguous_date_decides_for_the_column()
    {
        Assert.Equal(DateOrderFinding.DayFirst, Of("03/04/1985", "05/06/1990", "25/12/1970").Finding);
        Assert.Equal(DateOrderFinding.MonthFirst, Of("03/04/1985", "12/25/1970 00:00", "05/06/1990").Finding);
        Assert.Equal(["12/25/1970"], Of("03/04/1985", "12/25/1970 00:00").Examples);
    }

    [Fact]
    public void Ambiguous_dates_are_asked_about()
    {
        var guess = Of("03/04/1985", "1/2/90", "07/07/2001");
        Assert.Equal(DateOrderFinding.Undecided, guess.Finding);
        Assert.Equal(2, guess.Ambiguous);
        Assert.Equal(["03/04/1985", "1/2/90"], guess.Examples);
    }

    [Fact]
    public void Contradicting_dates_are_reported() =>
        Assert.Equal(DateOrderFinding.Mixed, Of("25/12/1970", "12/25/1970").Finding);

    [Fact]
    public void Dates_with_dots_are_day_first_and_other_cells_do_not_count()
    {
        Assert.Equal(DateOrderFinding.DayFirst, Of("03.04.1985").Finding);
        Assert.Equal(DateOrderFinding.None, Of("1985-07-30", "22291", "", "onbekend", "07/07/2001", "1/2/3/4", "+32 4/12").Finding);
    }
}
