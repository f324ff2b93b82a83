namespace Stamgast.Refusing;

/// <summary>What sort of "no" a <see cref="Refusal"/> is. A page, a command and the API each answer by it, never by the code.</summary>
public enum RefusalKind
{
    /// <summary>What was asked clashes with how things are now; after a change of either it can go well.</summary>
    Conflict,

    /// <summary>There is no such thing, or nobody who asks may know of it.</summary>
    NotFound,

    /// <summary>What was given cannot be used: a value, a name, a file.</summary>
    Invalid,

    /// <summary>It existed and no longer does; it has to be made anew.</summary>
    Gone,

    /// <summary>Whoever asks may not do this, or not in this way.</summary>
    Forbidden,

    /// <summary>More than is taken in at once.</summary>
    TooLarge,

    /// <summary>Others are at it, or it was tried too often; it goes by.</summary>
    Busy,

    /// <summary>Something outside the program is away or broken: the database, its disk, the network.</summary>
    Unavailable,

    /// <summary>A disk is full.</summary>
    NoRoom,

    /// <summary>Whoever asked for it stopped it.</summary>
    Cancelled,

    /// <summary>A mistake of the program itself.</summary>
    Broken,
}
