namespace Stamgast.Outbox.Sending;

/// <summary>The mail server cannot be reached, or does not let us in: no mail is to blame.</summary>
public sealed class MailServerException(string code, string words, Exception cause) : RefusedException(new Refusal(code, words), cause)
{
    /// <summary>What the server or the network said.</summary>
    public string Words { get; } = words;
}
