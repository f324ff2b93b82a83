namespace Stamgast.Outbox.Sending;

/// <summary>Tries whether the mail server lets us in; sends nothing.</summary>
public static class CheckServer
{
    /// <exception cref="MailServerException">Why not.</exception>
    public static void Do(MailServer server, CancellationToken cancel)
    {
        using var session = new SmtpSession(server);
        session.Connect(cancel);
    }
}
