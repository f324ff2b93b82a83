using System.Data.Common;

namespace Stamgast.Database.Opening;

/// <summary>
/// The part of the features in opening a base. The database comes before them in the order and knows none of them: the composition root provides it.
/// </summary>
internal sealed record OpeningWork
{
    /// <summary>Saves a base before a migration alters it, on the connection that will.</summary>
    public required Action<Base, DbConnection> BackUp { get; init; }

    /// <summary>Removes cells from what older versions stored about an import.</summary>
    public required Action<DbConnection> EmptyReadings { get; init; }

    /// <summary>Makes the search words of customers, where a migration changed how they are made.</summary>
    public required Action<DbConnection, Engine> RebuildWords { get; init; }

    /// <summary>Cleans up after a program that was killed; called when nobody else uses the base.</summary>
    public required Action<Base> ClearWhenAlone { get; init; }

    /// <summary>Takes over what programs left that died while others went on.</summary>
    public required Action<Base> TakeOver { get; init; }

    /// <summary>The one of this program.</summary>
    public static OpeningWork OfProgram { get; set; } = new()
    {
        BackUp = (_, _) => { }, EmptyReadings = _ => { }, RebuildWords = (_, _) => { }, ClearWhenAlone = _ => { }, TakeOver = _ => { },
    };
}
