namespace Stamgast.Refusing;

/// <summary>The kind of a <see cref="Refusal"/>. Pages, commands and the API answer by it, never by the code.</summary>
public enum RefusalKind
{
    /// <summary>The request conflicts with the current state; after a change of either it can succeed.</summary>
    Conflict,

    /// <summary>It does not exist, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>The input cannot be used: a value, a name, a file.</summary>
    Invalid,

    /// <summary>It existed and no longer does; it has to be made again.</summary>
    Gone,

    /// <summary>The caller may not do this, or not in this way.</summary>
    Forbidden,

    /// <summary>More than is taken in at once.</summary>
    TooLarge,

    /// <summary>Others are at it, or it was tried too often; it goes by.</summary>
    Busy,

    /// <summary>Something outside the program is away or broken: the database, its disk, the network.</summary>
    Unavailable,

    /// <summary>A disk is full.</summary>
    NoRoom,

    /// <summary>The caller cancelled it.</summary>
    Cancelled,

    /// <summary>A mistake of the program itself.</summary>
    Broken,
}
