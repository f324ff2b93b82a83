using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Outbox;

namespace Stamgast.App.Outbox.Commands;

/// <summary><c>stamgast mail retry ID</c></summary>
internal sealed class MailRetryCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");

    public MailRetryCommand() : base("mail.retry", Permission.SendMail) => Add(id);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var mail = arguments.GetRequiredValue(id);
        new MailDecisions(context.Base, TimeProvider.System).Retry(mail, Actor.CommandLine);
        return Task.FromResult(context.Done(new { id = mail, state = MailState.Queued }, context.T("command.mail.retry.done", mail)));
    }
}
