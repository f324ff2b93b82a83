namespace Stamgast.Outbox.Sending;

/// <summary>When a mail is tried again.</summary>
internal static class Backoff
{
    private static readonly TimeSpan[] After =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8)];

    /// <summary>After so many attempts that the server put off; null when that was enough.</summary>
    public static TimeSpan? Next(int attempts) => attempts <= After.Length ? After[Math.Max(0, attempts - 1)] : null;

    /// <summary>While the server cannot be reached, in milliseconds, as SQL: no mail is given up for that.</summary>
    public const string WhileAway = "case connect_failures when 0 then 60000 when 1 then 300000 else 1800000 end";
}
