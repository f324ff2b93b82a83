using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.Customers;
using Stamgast.ExtraFields;
using Stamgast.Language;

namespace Stamgast.App.Serving;

/// <summary>
/// The reader of a page: the culture for texts, numbers and dates, the time zone, the name at the bottom of the menu, and the pages this user may
/// open.
/// </summary>
public sealed record Visit(CultureInfo Culture, TimeZoneInfo Zone, string UserName, Func<Permission, bool> May)
{
    /// <summary>The name of the organisation; empty until it has one, and for visitors who are not signed in.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The customers that this user may see.</summary>
    public Viewer Viewer { get; init; } = Viewer.Nobody;

    /// <summary>True for a topic that the organisation uses (<see cref="Settings.Topics"/>).</summary>
    public Func<string, bool> Uses { get; init; } = _ => true;

    /// <summary>"system", "light" or "dark".</summary>
    public string Theme { get; init; } = "system";

    /// <summary>Reads the extra fields on first use.</summary>
    public Func<ExtraDefinitions> ReadExtra { private get; init; } = () => ExtraDefinitions.None;

    /// <summary>The fields that the organisation defined itself.</summary>
    public ExtraDefinitions Extra => field ??= ReadExtra();

    /// <summary>The alphabetical order of this person's language, for short lists.</summary>
    public StringComparer Order { get; } = StringComparer.Create(Culture, CompareOptions.IgnoreCase);

    /// <summary>The text of a key in the language of this person.</summary>
    public string T(string key, params object?[] arguments) => Texts.Get(key, Culture, arguments);

    /// <summary>The text of <c>key.one</c> or <c>key.other</c>; the number, written as this person writes it, is argument {0}.</summary>
    public string Many(string key, long number, params object?[] more) => Texts.Count(key, number, Culture, more);

    /// <summary>A whole number: 128.402 for nl-BE.</summary>
    public string N(long number) => number.ToString("N0", Culture);

    /// <summary>True when "1.234", as this person writes numbers, is a little more than one; false when it is more than a thousand.</summary>
    public bool PointIsDecimal => Culture.NumberFormat.NumberDecimalSeparator == ".";

    /// <summary>A moment as people say it: "14:02" with its day, in the organisation's zone.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var here = TimeZoneInfo.ConvertTime(moment, Zone);
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).Date;
        var time = here.ToString("t", Culture);
        if (here.Date == today) return T("shell.today", time);
        return here.Date == today.AddDays(-1) ? T("shell.yesterday", time) : $"{Day(DateOnly.FromDateTime(here.Date))} {time}";
    }

    /// <summary>A moment in UTC, as the base keeps it.</summary>
    public string Moment(DateTime utc) => Moment(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    /// <summary>A day: "12 maart 2019".</summary>
    public string Day(DateOnly day) => day.ToString(Culture.TwoLetterISOLanguageName switch
    {
        "de" => "d. MMMM yyyy",
        _ => "d MMMM yyyy",
    }, Culture);

    /// <summary>A day in a table: "12 mrt 2019".</summary>
    public string ShortDay(DateOnly day) => day.ToString(Culture.TwoLetterISOLanguageName switch
    {
        "de" => "d. MMM yyyy",
        _ => "d MMM yyyy",
    }, Culture);

    /// <summary>The number of seconds as words: "3 seconds", "2 minutes".</summary>
    public string Duration(TimeSpan time) => time.TotalSeconds < 90
        ? Many("shell.seconds", Math.Max(1, (long)Math.Round(time.TotalSeconds)))
        : Many("shell.minutes", (long)Math.Round(time.TotalMinutes));
}
