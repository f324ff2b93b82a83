using System.Globalization;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Service.Tickets;

/// <summary>The open tickets of a user, and those of them whose customer has waited longer than a working day.</summary>
public readonly record struct TicketCounts(long Open, long Late)
{
    /// <summary>Counts them.</summary>
    /// <param name="zone">The time zone of the organisation, whose weekends do not count.</param>
    public static TicketCounts Of(Base customers, long user, DateTimeOffset now, TimeZoneInfo zone)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select count(*), coalesce(sum(case when c.waits_since < @late then 1 else 0 end), 0) from ticket c
            where c.assignee = @user and c.state in ('{TicketKind.Open}', '{TicketKind.Waiting}') and {TicketKind.Instance.Shape.Alive(customers.Engine, "c")}
            """, ("user", user), ("late", KindContext.Written(WorkingDayBefore(now, zone).UtcDateTime)));
        using var row = command.ExecuteReader();
        row.Read();
        return new TicketCounts(row.GetInt64(0), Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture));
    }

    /// <summary>One working day ago: on Monday at ten it is Friday at ten, and at the weekend Thursday at midnight.</summary>
    public static DateTimeOffset WorkingDayBefore(DateTimeOffset now, TimeZoneInfo zone)
    {
        var here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        // A weekend is the end of its Friday.
        while (here.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) here = here.Date.AddMinutes(-1);
        do here = here.AddDays(-1);
        while (here.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        return new DateTimeOffset(here, zone.GetUtcOffset(here));
    }
}
