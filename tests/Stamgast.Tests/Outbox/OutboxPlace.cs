using MailKit.Security;
using MimeKit;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds.Lists;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Service.Conversations;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Outbox;

/// <summary>The world of the kinds, and a mail server that does what a test wants.</summary>
internal sealed class OutboxPlace : IAsyncDisposable
{
    private OutboxPlace(KindPlace place) => Place = place;

    public KindPlace Place { get; }

    public Base Base => Place.Base;

    public MailSink Sink { get; } = new();

    public OutboxList List => new(Base, Viewer.CommandLine);

    public MailServer Server => new("127.0.0.1", Sink.Port)
    {
        Security = SecureSocketOptions.None,
        From = new MailboxAddress("Branderij Peeters", "info@branderij.example"),
        Connections = 1,
        Patience = TimeSpan.FromSeconds(2),
    };

    public static async Task<OutboxPlace> CreateAsync(Engine engine, bool withServer = true)
    {
        var place = new OutboxPlace(await KindPlace.CreateAsync(engine));
        if (withServer) place.Configure();
        return place;
    }

    public void Configure() => Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string>
    {
        ["mail.server"] = "127.0.0.1",
        ["mail.from"] = "info@branderij.example",
    }));

    public long Queue(string to = "jozefien@example.be", string text = "Beste Jozefien,\n\nuw bestelling is klaar.", Func<MailDraft, MailDraft>? change = null)
    {
        var draft = new MailDraft { To = [to], Subject = "Uw bestelling", Text = text, Customer = 1 };
        return new QueueMail(Base, Place.Clock).Do(change?.Invoke(draft) ?? draft, Place.Actor);
    }

    public MailTally Run(MailServer? server = null) => new OutboxRun(Base, Place.Clock, server ?? Server).Work();

    public OutboxMail Mail(long id) => List.Require(id);

    public IReadOnlyList<RecordRow> Conversations() =>
        new RecordList(Base, ConversationKind.Instance, Viewer.CommandLine, "2026-11-30").Page(new RecordQuery { Customer = 1 }, null, 100).Rows;

    public async ValueTask DisposeAsync()
    {
        Sink.Dispose();
        await Place.DisposeAsync();
    }
}
