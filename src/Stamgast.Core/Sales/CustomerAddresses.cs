using Stamgast.Customers;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Language;

namespace Stamgast.Sales;

/// <summary>The addresses of a customer as a document starts with them: one line each for name, street, town and a foreign country.</summary>
public static class CustomerAddresses
{
    /// <summary>Fills in to whom a document is billed and shipped, from the addresses of its customer; what was given stays.</summary>
    public static void Suggest(DocumentKind kind, RecordValues values, KindContext context)
    {
        var (bill, ship) = (kind.By("bill_to"), kind.By("ship_to"));
        if ((bill is null || values[bill] is not null) && (ship is null || values[ship] is not null)) return;
        if (kind.CustomerOf(values) is not { } id || context.CustomerOf(id) is not { } customer) return;
        if (bill is not null) values[bill] ??= Of(customer.Values, CustomerFields.Street, context);
        if (ship is not null)
            values[ship] ??= Of(customer.Values, CustomerFields.DeliveryStreet, context) ?? Of(customer.Values, CustomerFields.Street, context);
    }

    /// <summary>An address with the name; null without one.</summary>
    /// <param name="first">The ordinal of the street; the other parts follow it.</param>
    public static string? Of(CustomerValues values, int first, KindContext context)
    {
        if (!Enumerable.Range(first, 5).Any(part => values[part] is not null)) return null;
        var culture = context.CultureOf(values[CustomerFields.Language]);
        var box = values[first + 2] is { } number ? Texts.Get("sales.box", culture, number) : null;
        var country = values[first + 5] is { } code && code != context.Settings.HomeCountry ? Countries.Name(code, culture) : null;
        string?[] lines = [values.DisplayName, Join(values[first], values[first + 1], box), Join(values[first + 3], values[first + 4]), country];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }

    private static string Join(params IEnumerable<string?> parts) => string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
}
