namespace Stamgast.Outbox;

/// <summary>The tables of the outbox, which are not in the model: SQL reads and writes them.</summary>
internal static class OutboxTables
{
    public static readonly IReadOnlyList<string> All = ["outbox_mail", "outbox_attempt", "outbox_file", "outbox_attachment", "outbox_unlisted"];
}
