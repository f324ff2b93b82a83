namespace Stamgast.Outbox;

/// <summary>How far a mail is; the name in small letters is stored, and is the text <c>mail.state.NAME</c>.</summary>
public enum MailState
{
    /// <summary>It waits for its turn.</summary>
    Queued,
    /// <summary>It is being handed to the mail server: what became of it is not known yet.</summary>
    Sending,
    /// <summary>The mail server took it.</summary>
    Accepted,
    /// <summary>The mail server refused it for good, or too often.</summary>
    Refused,
    /// <summary>It did not work this time and is tried again.</summary>
    Retry,
    /// <summary>The program or the connection ended before the answer came: a person decides.</summary>
    Uncertain,
    /// <summary>A person took it back before it was sent.</summary>
    Cancelled,
    /// <summary>There is no mail server to send it with.</summary>
    Held,
}
