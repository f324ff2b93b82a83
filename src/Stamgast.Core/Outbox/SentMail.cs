using System.Globalization;
using Stamgast.Kinds;
using Stamgast.Service.Conversations;

namespace Stamgast.Outbox;

/// <summary>A sent mail as an entry of the conversations.</summary>
internal static class SentMail
{
    private const int LongestBody = 100_000;

    /// <summary>True for a mail that is listed there: a test to oneself is not, nor is one that concerns no customer and no record.</summary>
    public static bool IsListed(OutboxMail mail) => mail.Kind != "test" && (mail.Customer ?? mail.AboutId) is not null;

    /// <param name="sender">Of the settings, for a mail without its own.</param>
    public static RecordValues Of(OutboxMail mail, string? sender, DateTime at)
    {
        var values = ConversationKind.Instance.Shape.Blank();
        values[ConversationKind.OfCustomer] = Id(mail.Customer);
        values[ConversationKind.Medium] = "email";
        values[ConversationKind.Direction] = "out";
        values[ConversationKind.At] = KindContext.Written(at);
        values[ConversationKind.From] = Cut(mail.Sender ?? sender, ConversationKind.From);
        values[ConversationKind.To] = Cut(mail.To, ConversationKind.To);
        values[ConversationKind.Copy] = Cut(mail.Cc, ConversationKind.Copy);
        values[ConversationKind.Subject] = Cut(mail.Subject, ConversationKind.Subject);
        values[ConversationKind.Body] = mail.Text.Length > LongestBody ? mail.Text[..LongestBody] : mail.Text;
        values[ConversationKind.MessageId] = mail.MessageId;
        values[ConversationKind.Author] = Id(mail.UserId);
        values[ConversationKind.Source] = "outbox";
        if (mail.AboutKind == "tickets") values[ConversationKind.Ticket] = Id(mail.AboutId);
        if (mail.AboutKind == "orders") values[ConversationKind.Order] = Id(mail.AboutId);
        return values;
    }

    private static string? Id(long? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static string? Cut(string? text, KindField field) => text?.Length > field.MaxLength ? text[..field.MaxLength] : text;
}
