using System.Globalization;
using System.Net.Security;
using MailKit.Security;
using MimeKit;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Outbox.Sending;

/// <summary>The mail server of the settings, and how it is used.</summary>
public sealed record MailServer(string Host, int Port)
{
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Null when the server asks none.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>The sender of mails that have none of their own.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>The most mails in a minute; 0 for no limit.</summary>
    public int PerMinute { get; init; }

    public int Connections { get; init; } = 2;

    /// <summary>How long the server may take for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For a test with a certificate of its own; null checks it as usual.</summary>
    internal RemoteCertificateValidationCallback? Trusts { get; init; }

    /// <summary>The server of the settings; null without one, or without an address to send from.</summary>
    /// <exception cref="RefusedException">mail.password: its password can no longer be read.</exception>
    public static MailServer? Of(Base customers)
    {
        var settings = OrganisationSettings.Of(customers);
        if (settings[MailSettings.Server].Length == 0 || SenderOf(settings) is not { } from) return null;
        var user = settings[MailSettings.User];
        return new MailServer(settings[MailSettings.Server], Whole(settings[MailSettings.Port]))
        {
            Security = settings[MailSettings.Security] switch
            {
                "ssl" => SecureSocketOptions.SslOnConnect,
                "none" => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            },
            User = user.Length == 0 ? null : user,
            Password = user.Length == 0 ? null
                : SettingSecrets.Opened(customers, settings[MailSettings.Password]) ?? throw new RefusedException("mail.password"),
            From = from,
            PerMinute = Whole(settings[MailSettings.PerMinute]),
            Connections = Whole(settings[MailSettings.Connections]),
        };
    }

    /// <summary>True when there is a server and an address to send from; without them mails wait.</summary>
    public static bool IsGiven(OrganisationSettings settings) => settings[MailSettings.Server].Length > 0 && SenderOf(settings) is not null;

    /// <summary>The sender of the settings; null without one.</summary>
    public static MailboxAddress? SenderOf(Base customers) => SenderOf(OrganisationSettings.Of(customers));

    internal static MailboxAddress? SenderOf(OrganisationSettings settings)
    {
        var address = settings[MailSettings.From] is { Length: > 0 } from ? from
            : settings[MailSettings.User] is var user && Formats.EmailAddress.Read(user).Value is { } same ? same : null;
        return address is null ? null : new MailboxAddress(settings[MailSettings.FromName] is { Length: > 0 } name ? name : settings.Name, address);
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
