using System.Globalization;

namespace Stamgast.App.CommandLine;

/// <summary>Who typed a command: where, in which language, and whether a person reads along.</summary>
/// <param name="WorkingDirectory">Paths in the arguments are meant from here.</param>
/// <param name="Culture">From LC_ALL, LC_MESSAGES or LANG; English when that is none of ours.</param>
/// <param name="Json">One JSON object on stdout is wanted.</param>
/// <param name="Terminal">stderr is a terminal: progress may be drawn.</param>
internal sealed record Caller(string WorkingDirectory, CultureInfo Culture, bool Json, bool Terminal);
