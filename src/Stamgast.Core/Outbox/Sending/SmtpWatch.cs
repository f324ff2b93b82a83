using System.Text;
using MailKit;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Follows the conversation with a mail server, to know whether it may have taken a mail whose answer never came: from the moment when it lets the
/// text begin (354), since the text and its end may go out together.
/// </summary>
internal sealed class SmtpWatch : IProtocolLogger
{
    private static readonly byte[] Data = Encoding.ASCII.GetBytes("DATA\r\n");
    private bool asked;

    /// <summary>True when the server may have taken the mail.</summary>
    public bool MayHaveIt { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Before a mail.</summary>
    public void Begin() => (asked, MayHaveIt) = (false, false);

    public void LogConnect(Uri uri) { }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (!MayHaveIt && buffer.AsSpan(offset, count).EndsWith(Data)) asked = true;
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (!asked || MayHaveIt || count == 0) return;
        if (buffer[offset] == '3') MayHaveIt = true;
        else asked = false;
    }

    public void Dispose() { }
}
