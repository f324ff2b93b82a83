using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Tasks;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers.Memories;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Service.Conversations;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Service.Tickets;

namespace Stamgast.App.Service;

/// <summary>
/// Files of mails (.eml) that are dropped on a customer, or on the list of all conversations: there the address says whose they are, or somebody chooses.
/// </summary>
internal static class MailRoutes
{
    private const int MostFiles = 50;
    private const string AllUnfiled = "/conversations?show=-" + ConversationKind.Unfiled;

    public static void MapMails(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/customers/{id:long}/mails", Permission.EditService, (long id, IFormCollection sent, Opened opened) => opened.Read(id, sent));
        routes.MapAction("/conversations/mails", Permission.EditService, (IFormCollection sent, Opened opened) => opened.Read(null, sent));
        routes.MapPage("/conversations/{id:long}/customer", Permission.EditService, (long id, Opened opened) => opened.Ask(id, null, []));
        routes.MapAction("/conversations/{id:long}/customer", Permission.EditService, (long id, IFormCollection sent, Opened opened) => opened.Give(id, sent));
    }

    private sealed record ReadFiles
    {
        public List<AddedMessage> Added { get; } = [];
        public List<long> There { get; } = [];
        public List<string> Unreadable { get; } = [];

        /// <summary>Those of which somebody has to say whose they are.</summary>
        public List<long> Unfiled { get; } = [];

        public IEnumerable<Refusal> Left => Added.SelectMany(a => a.FilesLeft);
    }

    /// <summary>What the routes of mails work with.</summary>
    internal sealed class Opened(RecordPages pages, DocumentStore store, Requester requester, ListMemory memory)
    {
        private Visit Visit => pages.Visit;

        private FileMail Verb => new(pages.Base, store, Visit.Viewer, pages.Clock);

        /// <summary>Reads the mails of a form.</summary>
        /// <param name="customer">Whose they are; null asks their addresses.</param>
        public IResult Read(long? customer, IFormCollection sent)
        {
            if (customer is { } id) _ = new CustomerLookup(pages.Base, Visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
            var read = new ReadFiles();
            foreach (var file in sent.Files.Take(MostFiles)) Read(file, customer, read);
            var address = customer is { } whose ? string.Create(CultureInfo.InvariantCulture, $"/customers/{whose}/conversations")
                : read.Unfiled.Count == 1 ? AskAddress(read.Unfiled[0]) : read.Unfiled.Count > 0 ? AllUnfiled : "/conversations";
            return Page.GoTo(Said(read, Visit).At(address));
        }

        /// <summary>Asks whose a mail is: those who have its address come first.</summary>
        /// <param name="typed">A name that did not lead to one customer.</param>
        public IResult Ask(long id, string? typed, IReadOnlyList<(long Id, string? Name, string? Town)> choices)
        {
            var message = AskedRecords.Require(pages.Base, ConversationKind.Instance, id);
            if (message.Values[ConversationKind.OfCustomer] is not null || message.Trashed)
                return Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"/conversations/{id}"));
            return Page.Of<MailCustomerPage>(new { Message = message, Candidates = Verb.Candidates(message), Typed = typed, Choices = choices },
                typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        /// <summary>Files a mail with the customer who was chosen, or named.</summary>
        public IResult Give(long id, IFormCollection sent)
        {
            var message = AskedRecords.Require(pages.Base, ConversationKind.Instance, id);
            var named = sent["named"].ToString().Trim();
            long? chosen = long.TryParse(sent["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
            if (named.Length > 0)
            {
                var pick = CustomerPick.Of(named, pages.Base, Visit.Viewer, memory);
                if (pick.Id is null) return Ask(id, named, pick.Choices);
                chosen = pick.Id;
            }
            if (chosen is not { } customer) return Ask(id, "", []);
            var added = Verb.Give(message, customer, requester.By(Door.Form));
            return Page.GoTo(DoneTexts.Address(added.Ticket is { } ticket ? string.Create(CultureInfo.InvariantCulture, $"/tickets/{ticket}")
                : string.Create(CultureInfo.InvariantCulture, $"/conversations/{id}"), added.Outcome));
        }

        private void Read(IFormFile file, long? customer, ReadFiles read)
        {
            try
            {
                using var stream = file.OpenReadStream();
                var mail = ReadMail.Of(stream, file.FileName);
                var place = Verb.Look(mail, customer);
                if (place.Known is { } known)
                {
                    read.There.Add(known);
                    return;
                }
                var whose = place.Customers.Count == 1 ? place.Customers[0].Id : (long?)null;
                var added = Verb.Do(mail, whose, requester.By(Door.Form));
                read.Added.Add(added);
                if (whose is null) read.Unfiled.Add(added.Id);
            }
            catch (RefusedException e) when (e.Refusal.Code is "mail.unreadable" or "value.refused")
            {
                read.Unreadable.Add(file.FileName);
            }
        }
    }

    private static string AskAddress(long id) => string.Create(CultureInfo.InvariantCulture, $"/conversations/{id}/customer");

    private static Flash Said(ReadFiles read, Visit visit)
    {
        var (added, there) = (read.Added, read.There);
        if (read.Unreadable.Count > 0) return new Flash { Key = "mails.unreadable", With = [string.Join(", ", read.Unreadable.Take(5))], Warns = true };
        if (added.Count == 0 && there.Count > 0)
            return new Flash { Key = "mails.there", Href = string.Create(CultureInfo.InvariantCulture, $"/conversations/{there[0]}"),
                LinkKey = "mails.openThere", Warns = true };
        if (added.Count == 0) return new Flash { Key = "mails.none", Warns = true };
        if (read.Left.FirstOrDefault() is { } left)
            return new Flash { Key = "mails.filesLeft", With = [left.What(visit.Culture) + " " + left.Remedy(visit.Culture)], Warns = true };
        var more = new List<FlashCount>();
        if (there.Count > 0) more.Add(new FlashCount("mails.alsoThere", there.Count));
        if (read.Unfiled.Count > 0) more.Add(new FlashCount("mails.unfiled", read.Unfiled.Count));
        return added.Count == 1 && more.Count == 0 ? new Flash { Set = added[0].Outcome.Set.Id, Key = "mails.one" }
            : new Flash { Key = "mails.read", Count = added.Count, And = more };
    }
}
