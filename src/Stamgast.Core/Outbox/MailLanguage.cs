using System.Globalization;
using Stamgast.Language;

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

    /// <summary>The reason as a sentence: "Gets English because the shop does not write in French."</summary>
    public string Why(CultureInfo culture) => Sentence(Tag, Reason, Wanted, culture);

    /// <inheritdoc cref="Why" />
    public static string Sentence(string tag, LanguageReason reason, string? wanted, CultureInfo culture) =>
        Texts.Get("mail.language." + reason.ToString().ToLowerInvariant(), culture, NameOf(tag, culture), wanted is null ? "" : NameOf(wanted, culture));

    private static string NameOf(string tag, CultureInfo culture) =>
        Texts.Has("language.name." + tag) ? Texts.Get("language.name." + tag, culture) : CultureInfo.GetCultureInfo(tag).NativeName;
}
