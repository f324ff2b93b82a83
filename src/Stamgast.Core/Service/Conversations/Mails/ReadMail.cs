using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Stamgast.Formats;

namespace Stamgast.Service.Conversations.Mails;

/// <summary>A file that came with a mail.</summary>
public sealed record MailPart(string Name, string MediaType, byte[] Bytes);

/// <summary>A mail as its file (.eml, RFC 5322) has it.</summary>
public sealed partial record ReadMail
{
    private const int MostAddresses = 50;
    private const int MostParts = 200;
    private const int LongestHeader = 1000;

    /// <summary>Without the angle brackets.</summary>
    public string? MessageId { get; private init; }

    public string? InReplyTo { get; private init; }

    /// <summary>The messages of its thread, the newest last.</summary>
    public IReadOnlyList<string> References { get; private init; } = [];

    public string? From { get; private init; }
    public string? To { get; private init; }
    public string? Copy { get; private init; }
    public string? Subject { get; private init; }

    /// <summary>UTC; null when it says none.</summary>
    public DateTime? At { get; private init; }

    public string? Body { get; private init; }

    /// <summary>Cleaned by <see cref="SafeHtml"/>.</summary>
    public string? Html { get; private init; }

    public IReadOnlyList<MailPart> Files { get; private init; } = [];

    /// <summary>The address of the sender, in small letters.</summary>
    public string? Sender { get; private init; }

    /// <summary>The addresses of the readers, in small letters.</summary>
    public IReadOnlyList<string> Readers { get; private init; } = [];

    /// <summary>Who wrote the mail that this one forwards, when it is one.</summary>
    public string? ForwardedFrom { get; private init; }

    /// <summary>Reads the file of a mail.</summary>
    /// <param name="name">The name of the file, for a refusal.</param>
    /// <exception cref="RefusedException">mail.unreadable</exception>
    public static ReadMail Of(Stream file, string name)
    {
        MimeMessage message;
        try { message = MimeMessage.Load(file); }
        catch (FormatException) { throw new RefusedException("mail.unreadable", name); }
        if (message.From.Count == 0 && message.Sender is null && message.MessageId is null) throw new RefusedException("mail.unreadable", name);
        var kind = ConversationKind.Instance;
        var html = SafeHtml.Clean(message.HtmlBody);
        var body = Text(message.TextBody is { } text && !string.IsNullOrWhiteSpace(text) ? text : html is null ? null : SafeHtml.TextOf(html));
        var inside = message.BodyParts.OfType<MessagePart>().FirstOrDefault()?.Message;
        return new ReadMail
        {
            MessageId = Line(message.MessageId, ConversationKind.MessageId.MaxLength),
            InReplyTo = Line(message.InReplyTo, ConversationKind.InReplyTo.MaxLength),
            References = [.. message.References.Take(MostAddresses)],
            From = Written(message.From.Count > 0 ? message.From : [message.Sender!], ConversationKind.From.MaxLength),
            To = Written(message.To, ConversationKind.To.MaxLength),
            Copy = Written(message.Cc, ConversationKind.Copy.MaxLength),
            Subject = Line(message.Subject, ConversationKind.Subject.MaxLength),
            At = message.Headers.Contains(HeaderId.Date) && message.Date.Year > 1970 ? message.Date.UtcDateTime : null,
            Body = body,
            // What is too long to be kept as it looks is kept as text.
            Html = html is { Length: var length } && length <= ConversationKind.Html.MaxLength ? html : null,
            Sender = Addresses(message.From).FirstOrDefault() ?? message.Sender?.Address.ToLowerInvariant(),
            Readers = [.. Addresses(message.To).Concat(Addresses(message.Cc)).Distinct().Take(MostAddresses)],
            ForwardedFrom = inside is not null ? Addresses(inside.From).FirstOrDefault() : Forwarded(body),
            Files = [.. Parts(message).Take(MostParts)],
        };
    }

    private static IEnumerable<MailPart> Parts(MimeMessage message)
    {
        foreach (var part in message.BodyParts.Where(p => IsFile(p, message)))
        {
            using var bytes = new MemoryStream();
            if (part is MessagePart { Message: { } inside })
            {
                inside.WriteTo(bytes);
                yield return new MailPart(Line(inside.Subject, 180) + ".eml", "message/rfc822", bytes.ToArray());
            }
            else if (part is MimePart { Content: { } content } file)
            {
                content.DecodeTo(bytes);
                yield return new MailPart(Line(file.FileName, 200) ?? "file", file.ContentType.MimeType, bytes.ToArray());
            }
        }
    }

    // What is shown within the text, such as the logo of a signature, is no file of its own; some programs say "inline" of every document.
    private static bool IsFile(MimeEntity part, MimeMessage message) => part.IsAttachment || part is MessagePart
        || (part is MimePart { FileName: not null } and not TextPart
            && !(part.ContentId is { Length: > 0 } id && message.HtmlBody?.Contains("cid:" + id, StringComparison.OrdinalIgnoreCase) == true));

    private static IEnumerable<string> Addresses(InternetAddressList list) =>
        list.Mailboxes.Select(m => m.Address.ToLowerInvariant()).Where(a => a.Contains('@', StringComparison.Ordinal));

    private static string? Written(InternetAddressList list, int longest) =>
        Line(string.Join(", ", list.Mailboxes.Take(MostAddresses).Select(m => m.Name is { Length: > 0 } name ? $"{name} <{m.Address}>" : m.Address)), longest);

    private static string? Line(string? text, int longest) => PlainText.Line(Shortened(text, longest), longest).Value;

    private static string? Text(string? text) => PlainText.Text(Shortened(text, ConversationKind.Body.MaxLength), ConversationKind.Body.MaxLength).Value;

    // Composing may make a text longer by a few characters: half of them may be needed.
    private static string Shortened(string? text, int longest) =>
        text is null ? "" : text.Length <= longest - 10 ? text : text[..Math.Max(0, longest - 10)];

    // The address after "From:" below the line with which a program begins what it forwards.
    private static string? Forwarded(string? body)
    {
        if (body is null || Forwarding().Match(body) is not { Success: true } start) return null;
        var below = body.AsSpan(start.Index, Math.Min(body.Length - start.Index, LongestHeader)).ToString();
        return ForwardedSender().Match(below) is { Success: true } found ? found.Groups["address"].Value.ToLowerInvariant() : null;
    }

    [GeneratedRegex(@"^[>\s-]*(forwarded message|begin forwarded message|original message|doorgestuurd bericht|oorspronkelijk bericht|"
        + @"message transféré|message d[’']origine|weitergeleitete nachricht|ursprüngliche nachricht)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Forwarding();

    [GeneratedRegex(@"^[>\s*]*(from|van|de|von)\s*:[^\n]*?(?<address>[^\s<>:""]+@[^\s<>""]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline
        | RegexOptions.CultureInvariant)]
    private static partial Regex ForwardedSender();
}
