using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Refusing;

/// <summary>
/// An expected "no": what happened, where exactly, and what to do about it. The code is stable (scripts may test it); the three texts are in the
/// resource files under <c>refusal.CODE.what|where|remedy</c> and take the arguments in order ({0}, {1}, ...). Page, command line and API show the
/// same text.
/// </summary>
public sealed record Refusal(string Code, params object?[] Arguments)
{
    /// <summary>The kind of refusal, from the register.</summary>
    public RefusalKind Kind => RefusalKinds.Of(Code);

    /// <summary>What happened, one sentence.</summary>
    public string What(CultureInfo culture) => Texts.Get($"refusal.{Code}.what", culture, Arguments);

    /// <summary>Where exactly: a file, line and column, a field, a setting. Never empty.</summary>
    public string Where(CultureInfo culture) => Texts.Get($"refusal.{Code}.where", culture, Arguments);

    /// <summary>What the reader can do now.</summary>
    public string Remedy(CultureInfo culture) => Texts.Get($"refusal.{Code}.remedy", culture, Arguments);
}

/// <summary>Carries a <see cref="Refusal"/> to the edge (page, command, API), which shows it. Nothing was changed.</summary>
public class RefusedException : Exception
{
    /// <param name="refusal">The refusal to report.</param>
    /// <param name="cause">The failure that it puts into words, for the log.</param>
    public RefusedException(Refusal refusal, Exception? cause = null)
        : base(refusal.What(CultureInfo.InvariantCulture) + " " + refusal.Remedy(CultureInfo.InvariantCulture), cause) =>
        Refusal = refusal;

    public RefusedException(string code, params object?[] arguments) : this(new Refusal(code, arguments)) { }

    public Refusal Refusal { get; }
}
