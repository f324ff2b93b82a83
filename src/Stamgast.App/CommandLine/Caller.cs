using System.Globalization;

namespace Stamgast.App.CommandLine;

/// <summary>The caller of a command: the directory, the language, and whether a person reads the output.</summary>
/// <param name="WorkingDirectory">Paths in the arguments are meant from here.</param>
/// <param name="Culture">From LC_ALL, LC_MESSAGES or LANG; English if it is not one of our languages.</param>
/// <param name="Json">One JSON object on stdout is wanted.</param>
/// <param name="Terminal">stderr is a terminal: progress may be drawn.</param>
internal sealed record Caller(string WorkingDirectory, CultureInfo Culture, bool Json, bool Terminal);
