using System.Globalization;

namespace Stamgast.Settings;

/// <summary>The settings of the mail server and of the sender. Without a server, mails wait.</summary>
public static class MailSettings
{
    public static readonly SettingDeclaration Server = new("mail.server", "", [], IsHost);
    public static readonly SettingDeclaration Port = new("mail.port", "587", [], v => IsWhole(v, 1, 65535));

    /// <summary>"starttls" asks for it and sends nothing without; "none" is for a server on this machine.</summary>
    public static readonly SettingDeclaration Security = SettingDeclaration.OneOf("mail.security", "starttls", "starttls", "ssl", "none");
    public static readonly SettingDeclaration User = new("mail.user", "", [], IsLine);
    public static readonly SettingDeclaration Password = new("mail.password", "", [], v => v.Length == 0 || SettingSecrets.IsSealed(v)) { IsSecret = true };
    public static readonly SettingDeclaration From = new("mail.from", "", [], IsAddress);
    public static readonly SettingDeclaration FromName = new("mail.from-name", "", [], IsLine);
    public static readonly SettingDeclaration ReplyTo = new("mail.reply-to", "", [], IsAddress);

    /// <summary>The most mails in a minute; 0 for no limit.</summary>
    public static readonly SettingDeclaration PerMinute = new("mail.per-minute", "0", [], v => IsWhole(v, 0, 1_000_000));

    /// <summary>How many connections a program opens to the server at a time.</summary>
    public static readonly SettingDeclaration Connections = new("mail.connections", "2", [], v => IsWhole(v, 1, 32));

    /// <summary>In the order of the page.</summary>
    public static readonly IReadOnlyList<SettingDeclaration> All = [Server, Port, Security, User, Password, From, FromName, ReplyTo, PerMinute, Connections];

    private static bool IsHost(string value) => value.Length <= 253 && (value.Length == 0 || Uri.CheckHostName(value) != UriHostNameType.Unknown);

    private static bool IsWhole(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool IsLine(string value) => value.Length <= 200 && !value.Any(char.IsControl);

    private static bool IsAddress(string value) => value.Length == 0 || Formats.EmailAddress.Read(value).Value is not null;
}
