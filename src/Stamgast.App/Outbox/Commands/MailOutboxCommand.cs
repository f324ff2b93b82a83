using System.CommandLine;
using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Outbox;

namespace Stamgast.App.Outbox.Commands;

/// <summary><c>stamgast mail outbox [--state S] [--last N]</c></summary>
internal sealed class MailOutboxCommand : StamgastCommand
{
    private const int Most = 1000;

    private readonly Option<string?> state = ChoiceOption.Of("--state", typeof(MailState));
    private readonly Option<int> last = new("--last") { HelpName = "N", DefaultValueFactory = _ => 100 };

    public MailOutboxCommand() : base("mail.outbox", Permission.ReadMail)
    {
        Add(state);
        Add(last);
        last.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > Most) given.AddError($"--last 1-{Most}");
        });
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var list = new OutboxList(context.Base, context.Viewer);
        var mails = list.Page(ChoiceOption.Chosen<MailState>(arguments, state), null, null, arguments.GetValue(last)).Mails;
        return Task.FromResult(context.Done(() => new
        {
            counts = list.Counts().ToDictionary(c => c.Key.ToString().ToLowerInvariant(), c => c.Value),
            mails = mails.Select(m => new
            {
                id = m.Id, state = m.State, kind = m.Kind, customer = m.Customer, to = m.To, subject = m.Subject, messageId = m.MessageId,
                attempts = m.Attempts, queuedAt = m.CreatedAt, nextAt = m.NextAt, sentAt = m.SentAt, code = m.LastCode, answer = m.LastAnswer,
            }),
        }, () => mails.Count == 0 ? context.T("command.mail.outbox.none") : string.Join('\n', mails.Select(m => Line(m, context)))));
    }

    private static string Line(OutboxMail mail, CommandContext context) => string.Join("  ", new[]
    {
        mail.Id.ToString(CultureInfo.InvariantCulture), context.T("mail.state." + mail.State.ToString().ToLowerInvariant()), mail.To, mail.Subject,
        mail.LastAnswer,
    }.Where(part => part is not null));
}
