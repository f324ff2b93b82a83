using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Kinds.References;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;

namespace Stamgast.App.Service;

/// <summary>What is special about tickets and conversations: the thread with its composer, merging, and what is written on the spot.</summary>
public static class ServiceRoutes
{
    private const int OthersShown = 50;
    private const int MinutesOfADay = 1440;

    public static void MapService(this IEndpointRouteBuilder routes)
    {
        routes.MapAction("/tickets/{id:long}/messages", Permission.EditService, Say);
        routes.MapPage("/tickets/{id:long}/merge", Permission.EditService, (long id, RecordPages pages) => AskMerge(id, pages, null));
        routes.MapAction("/tickets/{id:long}/merge", Permission.EditService, Merge);
        routes.MapAction("/customers/{id:long}/conversations", Permission.EditService, Note);
        routes.MapPage("/conversations/{id:long}/body", Permission.ReadService, (long id, RecordPages pages) => Page.Of<ConversationText>(
            new { Values = AskedRecords.Require(pages.Base, ConversationKind.Instance, id).Values }));
        routes.MapMails();
    }

    private static IResult Say(long id, IFormCollection sent, RecordPages pages, KindParts parts, Requester requester, DoneForms done, TicketDraft draft,
        LastThen remembered)
    {
        var part = parts.Of(TicketKind.Instance);
        var ticket = AskedRecords.Require(pages.Base, TicketKind.Instance, id);
        var isNote = sent["kind"] == "note";
        // What came in since the page was opened is read before it is answered.
        if (!isNote && long.TryParse(sent["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            && TicketThread.Of(pages.Base, id, 1).Messages is [var last] && last.Id > seen && last.Values[ConversationKind.Direction] == "in")
            return Again("tickets.between");
        if (string.IsNullOrWhiteSpace(sent["body"])) return Again("tickets.empty");
        var user = requester.User?.Id;
        var given = GivenRecord.New(ConversationKind.Instance,
            (ConversationKind.Ticket, id.ToString(CultureInfo.InvariantCulture)),
            (ConversationKind.OfCustomer, ticket.Values[TicketKind.OfCustomer]),
            (ConversationKind.Medium, isNote ? "note" : MediumOf(ticket.Values[TicketKind.Channel])),
            (ConversationKind.Direction, isNote ? "internal" : sent["from"] == "customer" ? "in" : "out"),
            (ConversationKind.To, isNote ? null : sent["to"].ToString()), (ConversationKind.Copy, isNote ? null : sent["cc"].ToString()),
            (ConversationKind.Subject, isNote ? null : ticket.Values[TicketKind.Subject]),
            (ConversationKind.Body, sent["body"].ToString().ReplaceLineEndings("\n")),
            (ConversationKind.Author, user?.ToString(CultureInfo.InvariantCulture)), (ConversationKind.Source, "form"));
        var then = new TicketThen(sent["then"].ToString() is { Length: > 0 } state ? state : null,
            DateOnly.TryParseExact(sent["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
                ? until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        try
        {
            var isMailed = !isNote && sent["from"] != "customer" && TicketReply.IsMailed(ticket) && sent["to"].ToString().Trim().Length > 0;
            if (!isNote && sent["from"] != "customer" && sent.ContainsKey("then")) remembered.Remember(then.State);
            return Page.GoTo(done.Once(sent["once"].ToString(), () => isMailed ? TicketReply.Send(ticket, sent, then, pages, requester.By(Door.Form))
                : AddressOf(new AddMessage(pages.Base, pages.Visit.Viewer, pages.Clock).Do(given, requester.By(Door.Form), then), id)));
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "ticket.closed" or "ticket.merged" or "value.refused"
            || refused.Refusal.Kind == RefusalKind.Invalid)
        {
            draft.Take(sent, "tickets.empty", pages.Visit);
            draft.Problem = refused.Refusal.What(pages.Visit.Culture) + " " + refused.Refusal.Remedy(pages.Visit.Culture);
            return pages.Show(part, id);
        }

        IResult Again(string why)
        {
            draft.Take(sent, why, pages.Visit);
            return pages.Show(part, id);
        }
    }

    private static string AddressOf(AddedMessage added, long asked)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/tickets/{added.Ticket ?? asked}");
        return added.Turn is TicketTurn.OpenedAnother
            ? new Flash { Set = added.Outcome.Set.Id, Key = "tickets.openedAnother" }.At(address) : DoneTexts.Address(address, added.Outcome);
    }

    private static string MediumOf(string? channel) => channel switch { "phone" => "call", "chat" => "chat", _ => "email" };

    private static IResult AskMerge(long id, RecordPages pages, Refusal? refusal)
    {
        var list = new RecordList(pages.Base, TicketKind.Instance, pages.Visit.Viewer, pages.Today);
        var row = list.Find(id) ?? throw new RefusedException("record.unknown", id);
        var others = row[TicketKind.OfCustomer] is { } customer ? list.Page(new RecordQuery { Customer = long.Parse(customer, CultureInfo.InvariantCulture) },
            null, OthersShown).Rows.Where(r => r.State.Id != id && r[TicketKind.KeptIn] is null).ToList() : [];
        return Page.Of<TicketMergePage>(new { Row = row, Others = others, Refusal = refusal },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static IResult Merge(long id, IFormCollection sent, RecordPages pages, Requester requester)
    {
        var typed = sent["number"].ToString().Trim();
        var others = sent["other"].Select(o => long.TryParse(o, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? other : 0)
            .Where(o => o > 0).ToList();
        try
        {
            if (typed.Length > 0)
                others.Add(AskedRecords.Named(pages.Base, TicketKind.Instance, typed)?.Id ?? RecordReferenceText.IdOf(typed)
                    ?? throw new RefusedException("ticket.unknown", typed));
            if (others.Count == 0) throw new RefusedException("ticket.unknown", "");
            var outcome = new MergeTickets(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, others, requester.By(Door.Form));
            var address = string.Create(CultureInfo.InvariantCulture, $"/tickets/{id}");
            return Page.GoTo(outcome is null ? address : new Flash { Set = outcome.Set.Id, Key = "tickets.merged" }.At(address));
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "ticket.unknown" or "ticket.itself" or "ticket.merged" or "record.trashed"
            || (refused.Refusal.Code == "record.unknown" && typed.Length > 0))
        {
            return AskMerge(id, pages, refused.Refusal);
        }
    }

    // A note, a call or a chat of a customer, written on the spot.
    private static IResult Note(long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        _ = new CustomerLookup(pages.Base, pages.Visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var medium = sent["medium"].ToString() is "call" or "chat" ? sent["medium"].ToString() : "note";
        var minutes = decimal.TryParse(sent["minutes"].ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var given) ? Math.Clamp(given, 0, MinutesOfADay) : 0;
        var back = string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/conversations");
        if (string.IsNullOrWhiteSpace(sent["body"])) return Page.GoTo(new Flash { Key = "conversations.empty", Warns = true }.At(back));
        var values = GivenRecord.New(ConversationKind.Instance,
            (ConversationKind.OfCustomer, id.ToString(CultureInfo.InvariantCulture)), (ConversationKind.Medium, medium),
            (ConversationKind.Direction, medium == "note" ? "internal" : sent["way"] == "out" ? "out" : "in"),
            (ConversationKind.Duration, medium == "call" && minutes > 0 ? ((long)(minutes * 60)).ToString(CultureInfo.InvariantCulture) : null),
            (ConversationKind.Body, sent["body"].ToString().ReplaceLineEndings("\n")),
            (ConversationKind.Author, requester.User?.Id.ToString(CultureInfo.InvariantCulture)), (ConversationKind.Source, "form"));
        return Page.GoTo(done.Once(sent["once"].ToString(), () => DoneTexts.Address(back,
            new AddMessage(pages.Base, pages.Visit.Viewer, pages.Clock).Do(values, requester.By(Door.Form)).Outcome)));
    }
}
