namespace Stamgast.Backups;

/// <summary>The result of a backup or a restore.</summary>
/// <param name="File">The backup, with its folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="CreatedAt">When the backup was made, UTC.</param>
/// <param name="Before">For a restore: the backup of the base that it replaced; null when there was none.</param>
public sealed record BackupSummary(string File, long Bytes, long Customers, long Rows, DateTime CreatedAt, string? Before = null);
