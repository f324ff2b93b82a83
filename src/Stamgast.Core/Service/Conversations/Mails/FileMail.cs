using System.Globalization;
using System.Text.RegularExpressions;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Service.Tickets;
using Stamgast.Settings;

namespace Stamgast.Service.Conversations.Mails;

/// <summary>Where a mail belongs.</summary>
/// <param name="Customers">The customers who have its address: one is linked, several are asked about, none is for a person to choose.</param>
/// <param name="Known">The conversation that is this mail already; null when it is new.</param>
/// <param name="Ticket">The ticket that it continues; null without one.</param>
/// <param name="IsOurs">True when one of us wrote it.</param>
public sealed record MailPlace(IReadOnlyList<CustomerState> Customers, long? Known, long? Ticket, bool IsOurs);

/// <summary>Files a mail with the customer it is from or to, found by the full address, never by its domain, and with the ticket that it continues.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed partial class FileMail(Base customers, DocumentStore store, Viewer viewer, TimeProvider clock)
{
    /// <summary>Where it belongs.</summary>
    /// <param name="customer">The customer with whom it is filed, whatever its addresses; null looks for one.</param>
    public MailPlace Look(ReadMail mail, long? customer)
    {
        using var context = new KindContext(customers, viewer, clock);
        var isOurs = mail.Sender is { } sender && IsOurs(sender, context);
        var known = mail.MessageId is { } id ? ConversationKind.Known(id, context) : null;
        var found = customer is { } chosen ? context.CustomerOf(chosen) is { } of ? [of] : [] : Customers(mail, isOurs, context);
        var ticket = found.Count == 1 ? TicketOf(mail.References.Append(mail.InReplyTo), mail.Subject, found[0].Id, context) : null;
        return new MailPlace(found, known, ticket, isOurs);
    }

    /// <summary>Files it with a customer, together with its files.</summary>
    /// <param name="customer">Null when it is not known whose it is: somebody chooses later (<see cref="Give"/>).</param>
    /// <exception cref="RecordRefusedException">The mail is there already.</exception>
    public AddedMessage Do(ReadMail mail, long? customer, Actor actor)
    {
        var place = Look(mail, customer);
        if (customer is { } asked && place.Customers.Count == 0) throw new RefusedException("customer.unknown", asked);
        // A colleague who forwards what a customer wrote: it is the customer's.
        var isForwarded = place.IsOurs && mail.ForwardedFrom is not null;
        var whose = place.Customers.Count == 1 ? place.Customers[0].Id.ToString(CultureInfo.InvariantCulture) : null;
        var (files, left) = place.Known is null ? Keep(mail) : ([], []);
        return new AddMessage(customers, viewer, clock).Do(GivenRecord.New(ConversationKind.Instance,
            (ConversationKind.OfCustomer, whose), (ConversationKind.Medium, "email"),
            (ConversationKind.Direction, place.IsOurs && !isForwarded ? "out" : "in"),
            (ConversationKind.At, mail.At is { } at ? KindContext.Written(at) : null),
            (ConversationKind.From, isForwarded ? mail.ForwardedFrom : mail.From), (ConversationKind.To, mail.To), (ConversationKind.Copy, mail.Copy),
            (ConversationKind.Subject, mail.Subject), (ConversationKind.Body, mail.Body), (ConversationKind.Html, mail.Html),
            (ConversationKind.MessageId, mail.MessageId), (ConversationKind.InReplyTo, mail.InReplyTo),
            (ConversationKind.Ticket, IsClosedAndOurs(place, isForwarded) ? null : place.Ticket?.ToString(CultureInfo.InvariantCulture)),
            (ConversationKind.Source, "eml")), actor, files: files) with { FilesLeft = left };
    }

    /// <summary>The customers who have the address of a mail that is filed with nobody yet.</summary>
    public IReadOnlyList<CustomerState> Candidates(RecordState message)
    {
        using var context = new KindContext(customers, viewer, clock);
        return WithAddress(AskedOf(message), context);
    }

    /// <summary>Files a mail that nobody has yet with the customer whom somebody chose, and with the ticket that it continues.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; conversation.filed: somebody was faster; customer.unknown; busy</exception>
    public AddedMessage Give(RecordState message, long customer, Actor actor)
    {
        long whose;
        long? ticket;
        using (var context = new KindContext(customers, viewer, clock))
        {
            whose = context.CustomerOf(customer) is { Trashed: false } found ? found.Id : throw new RefusedException("customer.unknown", customer);
            ticket = TicketOf([message.Values[ConversationKind.InReplyTo]], message.Values[ConversationKind.Subject], whose, context);
            if (message.Values[ConversationKind.Direction] == "out" && ticket is not null
                && context.Find(TicketKind.Instance.Shape, ticket.Value)?.Values[TicketKind.OfState] == TicketKind.Closed) ticket = null;
        }
        return new AddMessage(customers, viewer, clock).Give(message.Id, whose, ticket, actor);
    }

    // A file that is too large or infected does not keep the mail out.
    private (IReadOnlyList<RecordValues> Files, IReadOnlyList<Refusal> Left) Keep(ReadMail mail)
    {
        var keep = new KeepDocument(customers, store, clock);
        var (files, left) = (new List<RecordValues>(), new List<Refusal>());
        foreach (var part in mail.Files)
        {
            try { files.Add(keep.Do(part.Name, part.Bytes)); }
            catch (RefusedException e) when (e.Refusal.Code.StartsWith("attachment.", StringComparison.Ordinal)) { left.Add(e.Refusal); }
        }
        return (files, left);
    }

    /// <summary>The addresses by which one would look for the customer of a mail: of its writer, or of those to whom we wrote.</summary>
    internal static IEnumerable<string> AskedOf(RecordState message)
    {
        var isOut = message.Values[ConversationKind.Direction] == "out";
        var written = isOut ? $"{message.Values[ConversationKind.To]}, {message.Values[ConversationKind.Copy]}" : message.Values[ConversationKind.From];
        return written is not null && MimeKit.InternetAddressList.TryParse(written.Trim(' ', ','), out var list)
            ? list.Mailboxes.Select(m => m.Address.ToLowerInvariant()) : [];
    }

    // An answer of ours that is filed later must not be refused because its ticket was closed since.
    private bool IsClosedAndOurs(MailPlace place, bool isForwarded) => place is { IsOurs: true, Ticket: { } ticket } && !isForwarded
        && Kinds.Verbs.AskedRecords.Find(customers, TicketKind.Instance, ticket)?.Values[TicketKind.OfState] == TicketKind.Closed;

    /// <summary>The visible customers with one of these addresses, as main or other one, or as that of a contact: those that represent them.</summary>
    private static List<CustomerState> Customers(ReadMail mail, bool isOurs, KindContext context) =>
        WithAddress(isOurs ? mail.ForwardedFrom is { } from ? [from] : mail.Readers : mail.Sender is { } sender ? [sender] : [], context);

    private static List<CustomerState> WithAddress(IEnumerable<string> asked, KindContext context)
    {
        var keys = asked.Select(a => EmailAddress.Key(a)).Distinct(StringComparer.Ordinal).ToList();
        var ids = new SortedSet<long>();
        foreach (var key in keys)
        {
            using var command = context.Reader.Query($"select customer_id from customer_key where kind = {(int)KeyKind.Email} and key = @key", ("key", key));
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        foreach (var address in asked.Distinct(StringComparer.Ordinal))
        {
            using var command = context.Reader.Query($"""
                select customer from contact c where c.email = @address and c.customer is not null and {Dialect.No(context.Engine, "c.trashed")}
                """, ("address", EmailAddress.Read(address).Value ?? address));
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        return [.. ids.Select(context.CustomerOf).OfType<CustomerState>().Where(c => !c.Trashed).DistinctBy(c => c.Id)];
    }

    private bool IsOurs(string address, KindContext context)
    {
        if (context.UserByEmail(address) is not null) return true;
        // Without a sender, mails go out from the account.
        string[] general = [context.Settings[MailSettings.From], context.Settings[MailSettings.ReplyTo], context.Settings[MailSettings.User]];
        if (general.Contains(address, StringComparer.OrdinalIgnoreCase)) return true;
        using var command = context.Reader.Query("select count(*) from shop where lower(sender_email) = @address or lower(reply_to) = @address",
            ("address", address));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    // By the messages that it answers, else by the number in its subject; the ticket must be of this customer.
    private long? TicketOf(IEnumerable<string?> answers, string? subject, long customer, KindContext context)
    {
        foreach (var answered in answers.OfType<string>().Reverse().Distinct())
        {
            using var command = context.Reader.Query($"""
                select ticket from conversation c where c.message_id = @id and c.ticket is not null and {Dialect.No(context.Engine, "c.trashed")} limit 1
                """, ("id", answered));
            if (command.ExecuteScalar() is { } found && IsOf(Convert.ToInt64(found, CultureInfo.InvariantCulture))) return Convert.ToInt64(found,
                CultureInfo.InvariantCulture);
        }
        foreach (Match number in InBrackets().Matches(subject ?? ""))
            if (Kinds.Verbs.AskedRecords.Named(customers, TicketKind.Instance, number.Groups[1].Value) is { } ticket && IsOf(ticket.Id)) return ticket.Id;
        return null;

        bool IsOf(long ticket) => context.Find(TicketKind.Instance.Shape, ticket) is { Trashed: false } found
            && found.Values[TicketKind.OfCustomer] is { } of && context.CustomerOf(long.Parse(of, CultureInfo.InvariantCulture))?.Id == customer;
    }

    [GeneratedRegex(@"\[#?([^\[\]\s]{3,60})\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
