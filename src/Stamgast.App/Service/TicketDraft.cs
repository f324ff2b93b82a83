using Stamgast.App.Serving;

namespace Stamgast.App.Service;

/// <summary>An answer that was not sent yet, to show it again with what has to be said about it.</summary>
public sealed class TicketDraft
{
    public string? Text { get; set; }
    public string? To { get; set; }
    public bool IsNote { get; set; }

    /// <summary>What was to become of the ticket: a state, or "" to leave it; null when nothing was chosen yet.</summary>
    public string? Then { get; set; }

    /// <summary>The day until which it was to wait.</summary>
    public string? Until { get; set; }

    /// <summary>Why it was not sent.</summary>
    public string? Problem { get; set; }

    /// <summary>The token of the form, which stays the same until it is sent.</summary>
    public string Once { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Keeps what was typed.</summary>
    public void Take(IFormCollection sent, string problem, Visit visit)
    {
        (Text, To, IsNote, Problem) = (sent["body"].ToString(), sent["to"].ToString(), sent["kind"] == "note", visit.T(problem));
        if (sent.ContainsKey("then")) (Then, Until) = (sent["then"].ToString(), sent["until"].ToString());
        if (sent["once"].ToString() is { Length: > 0 } once) Once = once;
    }
}
