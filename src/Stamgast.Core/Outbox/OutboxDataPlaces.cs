using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.Outbox;

/// <summary>The mails that were written to customers, and their files.</summary>
internal static class OutboxDataPlaces
{
    private const string OfCustomer = "from outbox_mail where customer = @customer";

    private static readonly MergePlan Stays = MergePlan.StayWithOriginal("a mail went to the absorbed customer, which points at the kept one");
    private static readonly ExportPlan Sent = ExportPlan.Include("the mails of the customer, by its ID");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Mails to customers", DataSubject.Customer, new TableColumns("outbox_mail",
                ["customer", "sender", "reply_to", "to_addresses", "cc", "subject", "body", "html", "left_to", "last_answer", "message_id"]),
            ErasePlan.Delete("those of the customer are deleted; the mail server that took them keeps its own"), Stays, Sent) { Eraser = Erase },
        new("What mail servers said", DataSubject.Customer, new TableColumns("outbox_attempt", ["recipient", "answer"]),
            ErasePlan.Delete("with their mails"), Stays, Sent),
        new("Files of mails", DataSubject.Customer, new TableColumns("outbox_attachment", ["mail", "position", "name", "hash"]),
            ErasePlan.Delete("with their mails"), Stays, Sent),
        new("Contents of the files of mails", DataSubject.Customer, new TableColumns("outbox_file", ["hash", "media_type", "size", "content"]),
            ErasePlan.Delete("those that no other mail has"), Stays, Sent),
        new("Mails to be listed in the conversations", DataSubject.Customer, new TableColumns("outbox_unlisted", ["mail"]),
            ErasePlan.Delete("with their mails"), Stays, ExportPlan.LeaveOut("it is there for a moment: then the mail is in the conversations")),
        new("State of mails", DataSubject.User, new TableColumns("outbox_mail",
                ["id", "created_at", "state", "kind", "priority", "shop", "about_kind", "about_id", "language", "language_reason", "user_id", "attempts",
                "connect_failures", "next_at", "claimed_by", "claimed_until", "began_at", "last_code", "sent_at"]),
            ErasePlan.NotPersonal("when something was sent, and by which user"), MergePlan.NotOfCustomers("it is about sending"),
            ExportPlan.LeaveOut("it tells how far the sending is")),
        new("What happened to mails", DataSubject.User, new TableColumns("outbox_attempt", ["id", "mail", "attempt", "at", "what", "code", "user_id"]),
            ErasePlan.NotPersonal("when something was sent, and by which user"), MergePlan.NotOfCustomers("it is about sending"),
            ExportPlan.LeaveOut("it tells how far the sending is")),
    ];

    private static void Erase(Erasing erasing) => erasing.Base.Write(transaction =>
    {
        var customer = ("customer", (object?)erasing.CustomerId);
        transaction.Execute($"delete from outbox_attempt where mail in (select id {OfCustomer})", customer);
        transaction.Execute($"delete from outbox_unlisted where mail in (select id {OfCustomer})", customer);
        transaction.Execute($"delete from outbox_attachment where mail in (select id {OfCustomer})", customer);
        transaction.Execute($"delete {OfCustomer}", customer);
        transaction.Execute("delete from outbox_file where not exists (select 1 from outbox_attachment a where a.hash = outbox_file.hash)");
    });
}
