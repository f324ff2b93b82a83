using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Attachments;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;

namespace Stamgast.App.Outbox.Commands;

/// <summary><c>stamgast mail run</c>: works the outbox until nothing is due.</summary>
internal sealed class MailRunCommand() : StamgastCommand("mail.run", Permission.SendMail)
{
    public override async Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        // Sent mails bring their files: without the key, none is sent.
        if (OrganisationSettings.Of(context.Base)[DocumentSettings.Encryption] == "yes") DocumentStore.Of(context.Base).MustHaveKey();
        var run = new OutboxRun(context.Base, TimeProvider.System, MailServer.Of(context.Base));
        var tally = await Task.Factory.StartNew(() => run.Work(context.Cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (tally.Trouble is { } trouble) context.Err.WriteLine(trouble.What(context.Culture) + "\n  " + trouble.Remedy(context.Culture));
        return context.Done(new { accepted = tally.Accepted, refused = tally.Refused, retry = tally.Retry, uncertain = tally.Uncertain },
            context.T("command.mail.run.done", tally.Accepted, tally.Refused, tally.Retry, tally.Uncertain));
    }
}
