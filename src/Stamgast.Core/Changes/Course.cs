namespace Stamgast.Changes;

/// <summary>Progress and cancellation of a long operation.</summary>
/// <param name="Progress">Called with the rows and the fraction of the work that are done.</param>
public sealed record Course(Action<long, double>? Progress = null, CancellationToken Cancel = default);
