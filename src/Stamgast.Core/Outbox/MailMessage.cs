using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Stamgast.Outbox;

/// <summary>Makes the message of a mail. The same mail gives the same bytes, whenever it is made.</summary>
public static class MailMessage
{
    /// <param name="sender">Of the settings, for a mail without its own.</param>
    public static MimeMessage Of(OutboxMail mail, IEnumerable<MailFile> files, MailboxAddress? sender)
    {
        var from = MailAddresses.TryOne(mail.Sender, out var own) ? own : sender ?? new MailboxAddress("", "nobody@stamgast.invalid");
        var message = new MimeMessage { MessageId = mail.MessageId, Subject = mail.Subject, Date = mail.BeganAt ?? mail.CreatedAt };
        message.From.Add(from);
        message.To.AddRange(MailAddresses.Of(mail.To));
        message.Cc.AddRange(MailAddresses.Of(mail.Cc));
        if (MailAddresses.TryOne(mail.ReplyTo, out var reply)) message.ReplyTo.Add(reply);
        if (mail.Language is { } language) message.Headers.Add("Content-Language", language.Tag);
        message.Body = BodyOf(mail, files);
        return message;
    }

    /// <summary>A message as a file with lines as the network has them.</summary>
    public static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        var form = FormatOptions.Default.Clone();
        form.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(form, bytes);
        return bytes.ToArray();
    }

    /// <summary>A new ID in the domain of an address.</summary>
    internal static string NewId(MailboxAddress? sender) => MimeUtils.GenerateMessageId(sender?.Domain is { Length: > 0 } domain
        ? MailboxAddress.EncodeAddrspec("x@" + domain)[2..] : "stamgast.invalid");

    private static MimeEntity BodyOf(OutboxMail mail, IEnumerable<MailFile> files)
    {
        MimeEntity body = new TextPart("plain") { Text = mail.Text };
        if (mail.Html is { } html)
            body = new MultipartAlternative { body, new TextPart("html") { Text = html } };
        Bound(body as Multipart, mail, "a");
        var added = files.Select(PartOf).ToList();
        if (added.Count == 0) return body;
        var mixed = new Multipart("mixed") { body };
        foreach (var part in added) mixed.Add(part);
        Bound(mixed, mail, "m");
        return mixed;
    }

    private static MimePart PartOf(MailFile file)
    {
        var type = ContentType.TryParse(file.MediaType, out var known) ? known : new ContentType("application", "octet-stream");
        return new MimePart(type)
        {
            Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.Name },
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = file.Name,
        };
    }

    // By default it is random, and the file would differ from what was sent.
    private static void Bound(Multipart? parts, OutboxMail mail, string which)
    {
        if (parts is not null)
            parts.Boundary = "=-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(which + mail.MessageId)))[..32];
    }
}
