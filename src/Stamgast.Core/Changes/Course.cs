namespace Stamgast.Changes;

/// <summary>How something long is followed and stopped.</summary>
/// <param name="Progress">Called with the rows and the fraction of the work that are done.</param>
public sealed record Course(Action<long, double>? Progress = null, CancellationToken Cancel = default);
