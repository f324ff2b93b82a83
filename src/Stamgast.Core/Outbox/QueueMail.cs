using System.Globalization;
using System.Security.Cryptography;
using MimeKit;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;
using Stamgast.Shops;

namespace Stamgast.Outbox;

/// <summary>Puts a mail into the outbox, from where it is sent once.</summary>
public sealed class QueueMail(Base customers, TimeProvider clock)
{
    /// <summary>All files of a mail together, in bytes: more is refused by many servers.</summary>
    public const long MostBytes = 20L << 20;

    private const int LongestSubject = 300;
    private const int LongestText = 200_000;

    /// <summary>Queues it, or holds it when there is no mail server.</summary>
    /// <returns>The ID of the mail.</returns>
    /// <exception cref="RefusedException">mail.to; mail.address; mail.many; mail.subject; mail.text; mail.large; record.unknown</exception>
    public long Do(MailDraft draft, Actor actor) => customers.Write(transaction => Within(transaction, draft, actor.UserId));

    /// <summary>The same within a transaction of another feature, so that its record and the mail are there together or not at all.</summary>
    internal long Within(WriteTransaction transaction, MailDraft draft, long? userId)
    {
        var settings = OrganisationSettings.Of(transaction.Connection);
        var shop = draft.Shop is { } id ? RecordStates.Read(transaction, ShopKind.Instance.Shape, [id]).GetValueOrDefault(id)?.Values
            ?? throw new RefusedException("record.unknown", id) : null;
        var sender = SenderOf(shop);
        var general = MailServer.SenderOf(settings);
        var now = clock.GetUtcNow().UtcDateTime;
        var canGo = MailServer.IsGiven(settings);
        var mail = new OutboxMail
        {
            Id = 0,
            CreatedAt = now,
            State = canGo ? MailState.Queued : MailState.Held,
            Kind = draft.Kind,
            Shop = draft.Shop,
            Customer = draft.Customer,
            AboutKind = draft.About?.Kind,
            AboutId = draft.About?.Id,
            Language = draft.Language,
            UserId = userId,
            Sender = sender?.ToString(),
            ReplyTo = MailAddresses.Write([draft.ReplyTo ?? shop?[ShopKind.ReplyTo] ?? settings[MailSettings.ReplyTo]]),
            To = MailAddresses.Write(draft.To) ?? throw new RefusedException("mail.to"),
            Cc = MailAddresses.Write(draft.Cc),
            Subject = Subject(draft.Subject),
            Text = Text(draft.Text),
            Html = string.IsNullOrWhiteSpace(draft.Html) ? null : draft.Html,
            MessageId = MailMessage.NewId(sender ?? general),
            NextAt = canGo ? now : null,
        };
        var size = draft.Files.Sum(f => (long)f.Content.Length);
        if (size > MostBytes) throw new RefusedException("mail.large", size >> 20, MostBytes >> 20);
        var queued = OutboxRows.Insert(transaction, mail, draft.Priority);
        for (var i = 0; i < draft.Files.Count; i++) Keep(transaction, queued, i, draft.Files[i]);
        return queued;
    }

    private static MailboxAddress? SenderOf(RecordValues? shop) => shop?[ShopKind.SenderEmail] is { } email
        ? new MailboxAddress(shop[ShopKind.SenderName] ?? shop[ShopKind.Name] ?? "", email) : null;

    private static string Subject(string given)
    {
        var line = string.Join(' ', given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0) throw new RefusedException("mail.subject");
        return line.Length > LongestSubject ? throw new RefusedException("mail.long", LongestSubject) : line.Replace("\0", "", StringComparison.Ordinal);
    }

    private static string Text(string given)
    {
        if (string.IsNullOrWhiteSpace(given)) throw new RefusedException("mail.text");
        if (given.Length > LongestText) throw new RefusedException("mail.long", LongestText.ToString(CultureInfo.InvariantCulture));
        return given.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
    }

    // The same file in a thousand mails is kept once.
    private static void Keep(WriteTransaction transaction, long mail, int position, MailFile file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        transaction.Execute("""
            insert into outbox_file(hash, media_type, size, content) values(@hash, @type, @size, @content) on conflict(hash) do nothing
            """, ("hash", hash), ("type", file.MediaType), ("size", (long)file.Content.Length), ("content", file.Content));
        transaction.Execute("insert into outbox_attachment(mail, position, name, hash) values(@mail, @position, @name, @hash)",
            ("mail", mail), ("position", position), ("name", file.Name), ("hash", hash));
    }
}
