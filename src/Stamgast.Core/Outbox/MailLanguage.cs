using System.Globalization;
using Stamgast.Customers;
using Stamgast.Kinds;
using Stamgast.Language;
using Stamgast.Shops;

namespace Stamgast.Outbox;

/// <summary>Why a mail is in its language; stored by name in small letters.</summary>
public enum LanguageReason
{
    /// <summary>It is the language of the customer.</summary>
    Customer,
    /// <summary>The language of the customer is not known.</summary>
    Unknown,
    /// <summary>The shop does not write in the language of the customer.</summary>
    Shop,
    /// <summary>Whoever wrote it chose another.</summary>
    Chosen,
}

/// <summary>The language of a mail: that of the customer when the shop writes in it, otherwise English, and why.</summary>
/// <param name="Tag">ISO 639-1.</param>
/// <param name="Wanted">The language of the customer; null when not known.</param>
public sealed record MailLanguage(string Tag, LanguageReason Reason, string? Wanted)
{
    private const string Always = "en";

    /// <summary>The choice.</summary>
    /// <param name="ofCustomer">As the customer has it: "nl-BE"; null when not known.</param>
    /// <param name="offered">The languages of the shop, or of the organisation for a mail without one.</param>
    public static MailLanguage Choose(string? ofCustomer, IEnumerable<string> offered)
    {
        if (ofCustomer?.Split('-')[0].ToLowerInvariant() is not { Length: > 0 } wanted) return new MailLanguage(Always, LanguageReason.Unknown, null);
        return wanted == Always || offered.Contains(wanted, StringComparer.OrdinalIgnoreCase)
            ? new MailLanguage(wanted, LanguageReason.Customer, wanted) : new MailLanguage(Always, LanguageReason.Shop, wanted);
    }

    /// <summary>The choice for a mail about a record: the language that somebody chose for it, or else that of the customer.</summary>
    /// <param name="chosen">As the record has it: "nl-BE"; null for none.</param>
    /// <param name="shop">The shop of the record; null for none.</param>
    internal static MailLanguage About(string? chosen, CustomerState customer, RecordValues? shop, KindContext context)
    {
        var written = Texts.Languages.ToList();
        if (chosen?.Split('-')[0] is { } tag && written.Contains(tag))
            return new MailLanguage(tag, LanguageReason.Chosen, customer.Values[CustomerFields.Language]);
        var offered = shop is null ? context.Settings.CustomerLanguages : RecordValues.Elements(shop[ShopKind.Languages]);
        return Choose(customer.Values[CustomerFields.Language], offered.Where(written.Contains));
    }

    /// <summary>The reason as it is stored: "shop:fr".</summary>
    internal string Stored => Reason.ToString().ToLowerInvariant() + ":" + Wanted;

    /// <summary>The reason as a sentence: "Gets English, since French is not one of the languages of the shop."</summary>
    public string Why(CultureInfo culture) => Texts.Get("mail.language." + Reason.ToString().ToLowerInvariant(), culture, NameOf(Tag, culture),
        Wanted is null ? "" : NameOf(Wanted, culture));

    internal static MailLanguage Read(string tag, string stored) => stored.Split(':') is [var reason, var wanted]
        ? new MailLanguage(tag, Enum.Parse<LanguageReason>(reason, ignoreCase: true), wanted.Length == 0 ? null : wanted)
        : new MailLanguage(tag, LanguageReason.Chosen, null);

    private static string NameOf(string tag, CultureInfo culture) =>
        Texts.Has("language.name." + tag) ? Texts.Get("language.name." + tag, culture) : CultureInfo.GetCultureInfo(tag).NativeName;
}
