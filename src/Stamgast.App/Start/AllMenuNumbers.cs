using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Names;
using Stamgast.App.Duplicates;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Outbox;
using Stamgast.Service.Tickets;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Users;

namespace Stamgast.App.Start;

/// <summary>The numbers for the entries of the menu and the sections of the settings, each from its feature.</summary>
internal static class AllMenuNumbers
{
    public static MenuNumbers Of(IServiceProvider parts) => new(key => key switch
    {
        "customers" => new MenuNumber(Customers(parts, CustomerQuery.Plain)),
        "duplicates" => new MenuNumber(parts.GetRequiredService<DuplicateCounts>().Of(parts.GetRequiredService<Viewer>()).ToJudge, Badge.Waiting),
        "tasks" => Tasks(parts),
        "mailings" => Mails(parts),
        "tickets" => Tickets(parts),
        "settings.fields" => new MenuNumber(parts.GetRequiredService<Visit>().Extra.Living.Count),
        "settings.groups" => new MenuNumber(parts.GetRequiredService<NamesNow>()[NameKind.Group].Offered),
        "settings.responsibles" => new MenuNumber(parts.GetRequiredService<NamesNow>()[NameKind.Responsible].Offered),
        "settings.users" => new MenuNumber(parts.GetRequiredService<UserAccounts>().All().Count),
        "settings.jobs" => new MenuNumber(parts.GetRequiredService<JobQueue>().Open().Count),
        "settings.trash" => new MenuNumber(Customers(parts, new CustomerQuery { Presence = CustomerPresence.Trashed })),
        _ => null,
    });

    private static long Customers(IServiceProvider parts, CustomerQuery query) =>
        parts.GetRequiredService<ListCounts>().Count(parts.GetRequiredService<Viewer>(), query);

    // What a person has to decide or to look at.
    private static MenuNumber Mails(IServiceProvider parts)
    {
        var (uncertain, refused) = new OutboxList(parts.GetRequiredService<Base>(), parts.GetRequiredService<Viewer>()).ToLookAt();
        return new MenuNumber(uncertain + refused, Badge.Late);
    }

    // Open and mine; yellow when a customer has waited longer than a working day.
    private static MenuNumber Tickets(IServiceProvider parts)
    {
        if (parts.GetRequiredService<Requester>().User is not { } user) return default;
        var mine = TicketCounts.Of(parts.GetRequiredService<Base>(), user.Id, parts.GetRequiredService<TimeProvider>().GetUtcNow(),
            parts.GetRequiredService<Visit>().Zone);
        return new MenuNumber(mine.Open, mine.Late > 0 ? Badge.Waiting : Badge.Count);
    }

    // Those of the current user.
    private static MenuNumber Tasks(IServiceProvider parts)
    {
        if (parts.GetRequiredService<Requester>().User is not { } user) return default;
        var list = new TaskList(
            parts.GetRequiredService<Base>(), parts.GetRequiredService<Viewer>(), parts.GetRequiredService<TimeProvider>(),
                parts.GetRequiredService<Visit>().Zone);
        var mine = list.Counts(user.Id);
        return new MenuNumber(mine.Open, mine.Overdue > 0 ? Badge.Late : Badge.Count);
    }
}
