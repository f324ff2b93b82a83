using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Stamgast.Outbox;

/// <summary>Lists of addresses as they are typed and stored.</summary>
public static class MailAddresses
{
    /// <summary>The most that one mail may go to; more is a mailing.</summary>
    public const int Most = 50;

    /// <summary>The stored form of a list: canonical addresses with their names, separated by commas; null for an empty one.</summary>
    /// <exception cref="RefusedException">mail.address</exception>
    public static string? Write(IEnumerable<string> given)
    {
        var list = new InternetAddressList();
        foreach (var text in given.Where(t => !string.IsNullOrWhiteSpace(t))) list.AddRange(Read(text));
        if (list.Count > Most) throw new RefusedException("mail.many", list.Count, Most);
        return list.Count == 0 ? null : list.ToString(false);
    }

    /// <summary>The addresses of a stored list.</summary>
    public static IReadOnlyList<MailboxAddress> Of(string? stored) =>
        stored is not null && InternetAddressList.TryParse(stored, out var list) ? [.. list.Mailboxes] : [];

    /// <summary>True for one address, with or without a name.</summary>
    public static bool TryOne(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return text is { Length: > 0 and <= 1000 } && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out address)
            && Formats.EmailAddress.Read(address.Address).Value is not null;
    }

    private static IEnumerable<InternetAddress> Read(string text)
    {
        if (text.Length <= 20_000 && !text.Any(char.IsControl) && InternetAddressList.TryParse(text.Replace(';', ','), out var list)
            && list.All(a => a is MailboxAddress box && Formats.EmailAddress.Read(box.Address).Value is not null)) return list;
        throw new RefusedException("mail.address", text.Length > 80 ? text[..80] + "…" : text);
    }
}
