namespace Stamgast.Outbox;

/// <summary>A file that goes along with a mail; it is kept as it was sent.</summary>
/// <param name="MediaType">"application/pdf"</param>
public sealed record MailFile(string Name, string MediaType, byte[] Content);
