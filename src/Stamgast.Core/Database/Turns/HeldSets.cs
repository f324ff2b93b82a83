namespace Stamgast.Database.Turns;

/// <summary>
/// The imports that this program has in its hands: begun and not read yet, or being read. On PostgreSQL other programs on the base see
/// it by locks that end with the program, so that an import whose program died is free again; a base on SQLite has one program.
/// </summary>
internal sealed class HeldSets
{
    private readonly Lock gate = new();
    private readonly HashSet<long> held = [];
    private readonly HashSet<long> read = [];

    /// <summary>Tells the others; null on SQLite.</summary>
    public Presence? Presence { get; set; }

    /// <summary>Takes a change set that nobody has, neither this program nor another.</summary>
    /// <exception cref="RefusedException">busy: the base is being restored.</exception>
    public bool TryHold(long setId)
    {
        lock (gate)
        {
            StandAgain();
            if (held.Contains(setId) || Presence?.TryHold(setId) == false) return false;
            return held.Add(setId);
        }
    }

    /// <summary>Takes a change set to read its file: one that this program holds and does not read yet, or that nobody has.</summary>
    public bool TryRead(long setId)
    {
        lock (gate)
        {
            if (read.Contains(setId) || !(held.Contains(setId) || TryHold(setId))) return false;
            return read.Add(setId);
        }
    }

    /// <summary>Lets others have it.</summary>
    public void LetGo(long setId)
    {
        lock (gate)
        {
            read.Remove(setId);
            if (held.Remove(setId)) Presence?.LetGo(setId);
        }
    }

    /// <summary>True while it is in the hands of this program. Where the connection to the server was cut meanwhile it is taken again, unless somebody else has it by now.</summary>
    public bool Has(long setId)
    {
        lock (gate)
        {
            StandAgain();
            return held.Contains(setId);
        }
    }

    /// <summary>Announces this program again when the server no longer knows of it: its connection was cut.</summary>
    /// <exception cref="RefusedException">busy: the base is being restored.</exception>
    public void StandAgain()
    {
        lock (gate)
        {
            if (Presence is null or { IsKnown: true }) return;
            Presence.Renew();
            held.RemoveWhere(setId => !Presence.TryHold(setId));
        }
    }
}
