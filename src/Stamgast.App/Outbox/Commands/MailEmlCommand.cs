using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Files;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;

namespace Stamgast.App.Outbox.Commands;

/// <summary><c>stamgast mail eml ID --out FILE</c></summary>
internal sealed class MailEmlCommand : StamgastCommand
{
    private readonly Argument<long> id = new("ID");
    private readonly Option<string> file = new("--out") { HelpName = "FILE", Required = true };

    public MailEmlCommand() : base("mail.eml", Permission.ReadMail)
    {
        Add(id);
        Add(file);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var (mail, path) = (arguments.GetRequiredValue(id), context.PathOf(arguments.GetRequiredValue(file)));
        var list = new OutboxList(context.Base, context.Viewer);
        using var message = MailMessage.Of(list.Require(mail), list.FilesOf(mail), MailServer.SenderOf(context.Base));
        var bytes = MailMessage.Bytes(message);
        using (var output = new OutputFile(path))
        {
            output.Stream.Write(bytes);
            output.Complete();
        }
        return Task.FromResult(context.Done(new { id = mail, file = path, bytes = bytes.Length }, context.T("command.mail.eml.done", mail, path)));
    }
}
