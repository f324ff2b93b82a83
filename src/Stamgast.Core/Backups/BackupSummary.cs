namespace Stamgast.Backups;

/// <summary>What a backup or a restore moved.</summary>
/// <param name="File">The backup, with its folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="CreatedAt">When the backup was made, UTC.</param>
/// <param name="Before">For a restore: the backup that was made of the base that stood there; null when there was none.</param>
public sealed record BackupSummary(string File, long Bytes, long Customers, long Rows, DateTime CreatedAt, string? Before = null);
