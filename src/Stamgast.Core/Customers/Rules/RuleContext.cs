using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Language;
using Stamgast.Settings;

namespace Stamgast.Customers.Rules;

/// <summary>
/// The context for reading a cell: the home country of the organisation, the row's own countries (alpha-2, null when unknown), the order of day and
/// month in this column, today, and whether the organisation uses a decimal point.
/// </summary>
public readonly record struct RuleContext(
    string HomeCountry,
    DateOnly Today,
    DateOrder DateOrder = DateOrder.DayMonthYear,
    string? Country = null,
    string? DeliveryCountry = null,
    bool PointIsDecimal = false)
{
    /// <summary>The shops that customers can name; null where names are not looked up, or there are none.</summary>
    public ShopNames? Shops { get; init; }

    /// <summary>How values entered now are read: the home country and the current day of the organisation.</summary>
    public static RuleContext Of(OrganisationSettings settings, TimeProvider clock) =>
        new(settings.HomeCountry, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), settings.TimeZone).Date),
            PointIsDecimal: Cultures.Find(settings.Culture) is { } culture && culture.NumberFormat.NumberDecimalSeparator == ".");

    /// <summary>The same, and the shops of the base, for fields of customers.</summary>
    public static RuleContext Of(Base customers, TimeProvider clock) =>
        Of(OrganisationSettings.Of(customers), clock) with { Shops = ShopNames.Of(customers) };

    /// <summary>The same for extra fields.</summary>
    internal ExtraContext Extra => new(Today, DateOrder, PointIsDecimal);
}
