using System.Data.Common;

namespace Stamgast.Database;

/// <summary>
/// What the features do to a base while it is opened. The database comes before them in the order and knows none of them: the composition root hands it in.
/// </summary>
internal sealed record OpeningWork
{
    /// <summary>Saves a base before a migration alters it, on the connection that will.</summary>
    public required Action<Base, DbConnection> BackUp { get; init; }

    /// <summary>Takes cells out of what older versions kept of an import.</summary>
    public required Action<DbConnection> EmptyReadings { get; init; }

    /// <summary>Makes the words by which customers are found, where a migration altered how they are made.</summary>
    public required Action<DbConnection, Engine> RebuildWords { get; init; }

    /// <summary>Clears away what a program that was killed left; called when nobody else works on the base.</summary>
    public required Action<Base> ClearWhenAlone { get; init; }

    /// <summary>Takes over what programs left that died while others went on.</summary>
    public required Action<Base> TakeOver { get; init; }

    /// <summary>The one of this program.</summary>
    public static OpeningWork OfProgram { get; set; } = new()
    {
        BackUp = (_, _) => { }, EmptyReadings = _ => { }, RebuildWords = (_, _) => { }, ClearWhenAlone = _ => { }, TakeOver = _ => { },
    };
}
