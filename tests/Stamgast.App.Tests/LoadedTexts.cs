using System.Runtime.CompilerServices;
using Stamgast.App.CommandLine;
using Stamgast.Language;

namespace Stamgast.App;

/// <summary>The words of the program, which it loads as it starts, are there whichever test runs first.</summary>
internal static class LoadedTexts
{
    [ModuleInitializer]
    internal static void Load() => Texts.Load(typeof(CommandTree).Assembly);
}
