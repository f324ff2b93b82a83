using System.Data.Common;
using System.Globalization;
using Stamgast.Database;
using Stamgast.Language;

namespace Stamgast.Settings;

/// <summary>
/// The settings of the organisation, asked at the first start and changed on a page later. Every setting is declared here, with its default and its
/// check; docs/reference/settings.md is generated from these declarations.
/// </summary>
public sealed record OrganisationSettings
{
    private const int LongestName = 120;

    public static readonly SettingDeclaration NameSetting = new("organisation", "", [], v => v.Length <= LongestName && !v.Any(char.IsControl));
    public static readonly SettingDeclaration HomeCountrySetting = SettingDeclaration.OneOf("home-country", "BE", "BE", "NL", "LU", "DE", "FR");
    public static readonly SettingDeclaration TimeZoneSetting = new("time-zone", "Europe/Brussels", [], v => TimeZoneInfo.TryFindSystemTimeZoneById(v, out _));
    public static readonly SettingDeclaration CurrencySetting = SettingDeclaration.OneOf("currency", "EUR", "EUR", "CHF", "GBP", "USD", "SEK", "DKK", "NOK",
        "PLN", "CZK");
    public static readonly SettingDeclaration NameOrderSetting = SettingDeclaration.OneOf("name-order", nameof(Settings.NameOrder.FullName),
        Enum.GetNames<NameOrder>());
    public static readonly SettingDeclaration RequiredSetting = SettingDeclaration.OneOf("required-fields", nameof(RequiredPreset.Open),
        Enum.GetNames<RequiredPreset>());
    public static readonly SettingDeclaration CultureSetting = SettingDeclaration.OneOf("culture", "en", [.. Cultures.All.Select(c => c.Tag)]);
    public static readonly SettingDeclaration LanguagesSetting = new("languages", "en nl fr de", [], AreLanguages);

    public static readonly SettingDeclaration SameEmailSetting = SettingDeclaration.OneOf("duplicates.same_email", "propose", "merge", "propose", "allow");
    public static readonly SettingDeclaration CertainSetting = new("duplicates.certain", "0.999", [], v => ScoreOf(v) is >= 0.5 and < 1);
    public static readonly SettingDeclaration NoticeTaskSetting = new("contracts.notice_task", "30", [],
        v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 365);

    public static readonly SettingDeclaration TopicsSetting = new("topics", Topics.Everything, [.. Topics.Presets.Keys], Topics.Are);

    public static readonly SettingDeclaration TicketGraceSetting = new("tickets.grace_days", "7", [], v => DaysOf(v) is >= 0 and <= 365);

    /// <summary>The settings of the first start and of the page of the organisation, in the order in which they are asked.</summary>
    public static readonly IReadOnlyList<SettingDeclaration> Asked =
        [NameSetting, HomeCountrySetting, TimeZoneSetting, CurrencySetting, NameOrderSetting, RequiredSetting, CultureSetting, LanguagesSetting];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<SettingDeclaration> All = [.. Asked, SameEmailSetting, CertainSetting, TopicsSetting, NoticeTaskSetting,
        TicketGraceSetting, .. MailSettings.All, .. DocumentSettings.All];

    private readonly IReadOnlyDictionary<string, string> values;

    /// <param name="values">By key; missing and invalid values have their default.</param>
    public OrganisationSettings(IReadOnlyDictionary<string, string> values) => this.values = values;

    /// <summary>Nothing chosen.</summary>
    public static OrganisationSettings Default { get; } = new(new Dictionary<string, string>());

    public string Name => this[NameSetting];

    /// <summary>ISO 3166-1 alpha-2: how phone and VAT numbers without a country, and dates in files, are read.</summary>
    public string HomeCountry => this[HomeCountrySetting];

    /// <summary>Times are kept in UTC and shown in this zone.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(this[TimeZoneSetting]);

    /// <summary>ISO 4217.</summary>
    public string Currency => this[CurrencySetting];

    public NameOrder NameOrder => Enum.Parse<NameOrder>(this[NameOrderSetting]);

    public RequiredPreset Required => Enum.Parse<RequiredPreset>(this[RequiredSetting]);

    /// <summary>For people who chose none and whose browser requests none of ours; and for texts that no person requested.</summary>
    public string Culture => this[CultureSetting];

    /// <summary>The languages of the customers, ISO 639-1. English is always among them.</summary>
    public IReadOnlyList<string> CustomerLanguages => ["en", .. this[LanguagesSetting].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(l => l != "en")];

    /// <summary>What happens to a new customer with the e-mail address of another, when neither has a customer number.</summary>
    public SameEmailPolicy SameEmail => Enum.Parse<SameEmailPolicy>(this[SameEmailSetting], ignoreCase: true);

    /// <summary>The score, from 0 to 1, from which a pair of duplicates without a differing value counts as certain.</summary>
    public double CertainFrom => ScoreOf(this[CertainSetting])!.Value;

    /// <summary>True when the organisation uses this topic (<see cref="Topics"/>).</summary>
    public bool Uses(string topic) => Topics.Of(this[TopicsSetting]).Contains(topic);

    /// <summary>So many days before the last day to give notice, a task reminds of it.</summary>
    public int NoticeTaskDays => int.Parse(this[NoticeTaskSetting], CultureInfo.InvariantCulture);

    /// <summary>So many days after it was resolved, a ticket is closed; until then an answer of the customer opens it again.</summary>
    public int TicketGraceDays => DaysOf(this[TicketGraceSetting])!.Value;

    /// <summary>The value of a setting as text.</summary>
    public string this[SettingDeclaration setting] =>
        values.TryGetValue(setting.Key, out var value) && setting.Allows(value) ? value : setting.Default;

    /// <summary>The setting with this key.</summary>
    /// <exception cref="RefusedException">setting.unknown</exception>
    public static SettingDeclaration Require(string key) => All.FirstOrDefault(s => s.Key == key)
        ?? throw new RefusedException("setting.unknown", key, string.Join(", ", All.Select(s => s.Key)));

    /// <summary>The defaults of a country: zone, name order and culture.</summary>
    /// <param name="country">One of the choices of <see cref="HomeCountrySetting"/>.</param>
    /// <param name="wish">The culture that the asker reads, when known.</param>
    public static OrganisationSettings UsualIn(string country, string? wish = null)
    {
        var (zone, order, culture) = country switch
        {
            "NL" => ("Europe/Amsterdam", NameOrder.CoreWord, "nl-NL"),
            "LU" => ("Europe/Luxembourg", NameOrder.FullName, "fr-FR"),
            "DE" => ("Europe/Berlin", NameOrder.CoreWord, "de-DE"),
            "FR" => ("Europe/Paris", NameOrder.FullName, "fr-FR"),
            _ => ("Europe/Brussels", NameOrder.FullName, "nl-BE"),
        };
        return new OrganisationSettings(new Dictionary<string, string>
        {
            [HomeCountrySetting.Key] = country,
            [TimeZoneSetting.Key] = zone,
            [NameOrderSetting.Key] = order.ToString(),
            [CultureSetting.Key] = wish ?? culture,
        });
    }

    /// <summary>The current settings from the base.</summary>
    public static OrganisationSettings Of(Base customers)
    {
        using var reader = customers.OpenReader();
        return Of(reader);
    }

    /// <summary>The settings that a connection sees.</summary>
    internal static OrganisationSettings Of(DbConnection connection)
    {
        using var command = connection.Query("select key, value from setting");
        using var rows = command.ExecuteReader();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Read()) values.Add(rows.GetString(0), rows.GetString(1));
        return new OrganisationSettings(values);
    }

    /// <summary>Keeps the values that are given; the others stay.</summary>
    /// <exception cref="RefusedException">setting.value</exception>
    public static void Save(WriteTransaction transaction, IReadOnlyDictionary<string, string> changes)
    {
        var kept = transaction.Context.Set<Setting>();
        foreach (var setting in All)
        {
            if (!changes.TryGetValue(setting.Key, out var text)) continue;
            var value = setting.Check(text);
            if (kept.SingleOrDefault(s => s.Key == setting.Key) is { } known) known.Value = value;
            else kept.Add(new Setting { Key = setting.Key, Value = value });
        }
    }

    private static double? ScoreOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) ? score : null;

    private static int? DaysOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    private static bool AreLanguages(string value)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == parts.Distinct().Count() && parts.All(l => l.Length == 2 && l.All(char.IsAsciiLetterLower));
    }
}
