using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Tasks;

namespace Stamgast.App.Said;

/// <summary>Days and moments of tasks as people say them: today, 17:00; 25 November, 5 days late.</summary>
public static class TaskText
{
    /// <summary>The due time of a task; null without a day.</summary>
    /// <param name="now">The current time, to decide whether it is late.</param>
    public static string? Due(RecordValues values, bool isOverdue, DateTimeOffset now, Visit visit)
    {
        if (Day(values[TaskFields.DueDate]) is not { } day) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, visit.Zone).Date);
        var late = today.DayNumber - day.DayNumber;
        var words = late switch { 0 => visit.T("tasks.today"), -1 => visit.T("tasks.tomorrow"), _ => visit.Day(day) };
        if (values[TaskFields.DueTime] is { } time) words += ", " + time;
        return isOverdue ? words + ", " + (late > 0 ? visit.Many("tasks.late", late) : visit.T("tasks.lateToday")) : words;
    }

    /// <summary>When it was ticked; null when it is open.</summary>
    public static string? DoneAt(string? value, Visit visit) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? visit.Moment(moment) : value;

    /// <summary>A stored day.</summary>
    public static DateOnly? Day(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
