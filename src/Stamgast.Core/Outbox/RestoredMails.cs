using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Outbox;

/// <summary>
/// The mails of a backup that were not sent when it was made. They may have been sent since: a restored base must not send them again by itself.
/// </summary>
internal static class RestoredMails
{
    /// <summary>Makes them uncertain, so that a person decides.</summary>
    public static void Doubt(DbConnection connection)
    {
        const string unsent = "state in ('queued', 'sending', 'retry', 'held')";
        Run($"""
            insert into outbox_attempt(mail, attempt, at, what)
            select id, attempts, {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}, 'restored' from outbox_mail where {unsent}
            """);
        Run($"update outbox_mail set state = 'uncertain', next_at = null, claimed_by = null, claimed_until = null where {unsent}");

        void Run(string sql)
        {
            using var command = connection.Query(sql);
            command.ExecuteNonQuery();
        }
    }
}
