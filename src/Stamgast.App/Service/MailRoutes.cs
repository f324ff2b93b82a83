using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Kinds;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Service.Tickets;

namespace Stamgast.App.Service;

/// <summary>Files of mails (.eml) that are dropped on a customer.</summary>
internal static class MailRoutes
{
    private const int MostFiles = 50;

    public static void MapMails(this IEndpointRouteBuilder routes) => routes.MapAction("/customers/{id:long}/mails", Permission.EditService, Read);

    private static IResult Read(long id, IFormCollection sent, RecordPages pages, Requester requester)
    {
        _ = new CustomerLookup(pages.Base, pages.Visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var verb = new FileMail(pages.Base, pages.Visit.Viewer, pages.Clock);
        var (added, there, files) = (new List<AddedMessage>(), new List<long>(), 0);
        var unreadable = new List<string>();
        foreach (var file in sent.Files.Take(MostFiles))
        {
            try
            {
                using var stream = file.OpenReadStream();
                var mail = ReadMail.Of(stream, file.FileName);
                if (verb.Look(mail, id).Known is { } known)
                {
                    there.Add(known);
                    continue;
                }
                files += mail.Files.Count;
                added.Add(verb.Do(mail, id, requester.By(Door.Form)));
            }
            catch (RefusedException e) when (e.Refusal.Code is "mail.unreadable" or "value.refused")
            {
                unreadable.Add(file.FileName);
            }
        }
        return Page.GoTo(Said(added, there, unreadable, files)
            .At(string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/conversations")));
    }

    private static Flash Said(List<AddedMessage> added, List<long> there, List<string> unreadable, int files)
    {
        if (unreadable.Count > 0) return new Flash { Key = "mails.unreadable", With = [string.Join(", ", unreadable.Take(5))], Warns = true };
        if (added.Count == 0 && there.Count > 0)
            return new Flash { Key = "mails.there", Href = string.Create(CultureInfo.InvariantCulture, $"/conversations/{there[0]}"),
                LinkKey = "mails.openThere", Warns = true };
        if (added.Count == 0) return new Flash { Key = "mails.none", Warns = true };
        var more = new List<FlashCount>();
        if (there.Count > 0) more.Add(new FlashCount("mails.alsoThere", there.Count));
        if (files > 0) more.Add(new FlashCount("mails.filesLeft", files));
        return added.Count == 1 && more.Count == 0 ? new Flash { Set = added[0].Outcome.Set.Id, Key = "mails.one" }
            : new Flash { Key = "mails.read", Count = added.Count, And = more };
    }
}
