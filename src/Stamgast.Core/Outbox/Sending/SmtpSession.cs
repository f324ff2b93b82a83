using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Stamgast.Outbox.Sending;

/// <summary>One connection to the mail server, for many mails.</summary>
internal sealed class SmtpSession : IDisposable
{
    private readonly MailServer server;
    private readonly SmtpWatch watch = new();
    private readonly Client client;

    public SmtpSession(MailServer server)
    {
        this.server = server;
        client = new Client(watch) { Timeout = (int)server.Patience.TotalMilliseconds };
        if (server.Trusts is { } trusts) client.ServerCertificateValidationCallback = trusts;
    }

    public bool IsConnected => client.IsConnected;

    /// <summary>Connects and signs in.</summary>
    /// <exception cref="MailServerException">Why it could not.</exception>
    public void Connect(CancellationToken cancel)
    {
        try
        {
            client.Connect(Reach(cancel), server.Host, server.Port, server.Security, cancel);
            // What a mail says decides how it goes: in parts of a stream nobody could tell when the server has it.
            client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
            if (server.User is { } user) client.Authenticate(user, server.Password ?? "", cancel);
        }
        catch (Exception e) when (IsOfServer(e, cancel))
        {
            throw new MailServerException(e is AuthenticationException ? "mail.server.auth" : "mail.server.connect", Words(e), e);
        }
    }

    // Without delay: the short commands of a mail would each wait 40 ms for the other side to acknowledge the one before.
    private Socket Reach(CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(server.Patience);
        try
        {
            socket.ConnectAsync(server.Host, server.Port, patience.Token).AsTask().GetAwaiter().GetResult();
            return socket;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"{server.Host}:{server.Port} does not answer.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail. Whatever goes wrong is in the outcome.</summary>
    public SendOutcome Send(MimeMessage message, IReadOnlyList<MailboxAddress> recipients)
    {
        watch.Begin();
        client.Refused.Clear();
        try
        {
            var answer = client.Send(message, (MailboxAddress)message.From[0], recipients);
            return new SendOutcome(MailState.Accepted, 250, answer) { Refused = [.. client.Refused], StaysConnected = client.IsConnected };
        }
        catch (SmtpCommandException e)
        {
            var code = (int)e.StatusCode;
            // The server is closing: the mail is not its concern any more.
            var temporary = code < 500 || client.Refused.Exists(r => r.IsTemporary);
            return new SendOutcome(temporary ? MailState.Retry : MailState.Refused, code, e.Message)
            {
                Refused = [.. client.Refused],
                StaysConnected = client.IsConnected && code != 421,
            };
        }
        catch (Exception e) when (e is NotSupportedException or FormatException or ServiceNotAuthenticatedException or InvalidOperationException
            and not ServiceNotConnectedException)
        {
            // An address that this server cannot write to, or a server that asks for a password.
            return new SendOutcome(e is ServiceNotAuthenticatedException ? MailState.Retry : MailState.Refused, null, e.Message);
        }
        catch (Exception e) when (IsOfServer(e, CancellationToken.None))
        {
            return new SendOutcome(watch.MayHaveIt ? MailState.Uncertain : MailState.Retry, null, Words(e));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            if (client.IsConnected) client.Disconnect(true);
        }
        catch (Exception e) when (IsOfServer(e, CancellationToken.None)) { }
        client.Dispose();
    }

    private static bool IsOfServer(Exception e, CancellationToken cancel) => e is not OperationCanceledException || !cancel.IsCancellationRequested
        ? e is IOException or SocketException or SmtpProtocolException or SmtpCommandException or AuthenticationException or SslHandshakeException
            or NotSupportedException or TimeoutException or ServiceNotConnectedException or OperationCanceledException or ObjectDisposedException
        : false;

    // The innermost has the words of the server, or of the network.
    private static string Words(Exception e) => e is SslHandshakeException or AuthenticationException || e.InnerException is null
        ? e.Message.Split('\n')[0].Trim() : e.InnerException.Message;

    // One refused recipient must not keep the mail from the others.
    private sealed class Client(IProtocolLogger log) : SmtpClient(log)
    {
        public List<RefusedRecipient> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Refused.Add(new RefusedRecipient(mailbox.Address, (int)response.StatusCode, response.Response));

        protected override void OnNoRecipientsAccepted(MimeMessage message)
        {
            var worst = Refused.Find(r => r.IsTemporary) ?? Refused[0];
            throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)worst.Code,
                MailboxAddress.Parse(worst.Address), worst.Answer);
        }
    }
}
