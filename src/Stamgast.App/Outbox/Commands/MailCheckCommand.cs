using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;

namespace Stamgast.App.Outbox.Commands;

/// <summary><c>stamgast mail check</c>: whether the mail server lets us in, and what waits.</summary>
internal sealed class MailCheckCommand() : StamgastCommand("mail.check", Permission.ChangeSettings)
{
    public override async Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var server = MailServer.Of(context.Base) ?? throw new RefusedException("mail.held");
        await Task.Run(() => CheckServer.Do(server, context.Cancel));
        var counts = new OutboxList(context.Base, context.Viewer).Counts();
        return context.Done(new
        {
            server = server.Host, port = server.Port, from = server.From.Address,
            outbox = counts.ToDictionary(c => c.Key.ToString().ToLowerInvariant(), c => c.Value),
        }, context.T("command.mail.check.done", server.Host, server.Port, server.From.Address));
    }
}
