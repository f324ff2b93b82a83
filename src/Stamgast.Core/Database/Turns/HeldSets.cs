namespace Stamgast.Database.Turns;

/// <summary>
/// The imports that this program is working on: started but not read yet, or being read. On PostgreSQL other programs on the base see them by locks
/// that end with the program, so an import whose program died is free again; a base on SQLite has one program.
/// </summary>
internal sealed class HeldSets
{
    private readonly Lock gate = new();
    private readonly HashSet<long> held = [];
    private readonly HashSet<long> read = [];

    /// <summary>Informs other processes; null on SQLite.</summary>
    public Presence? Presence { get; set; }

    /// <summary>Claims a change set that no program holds, neither this one nor another.</summary>
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

    /// <summary>Claims a change set to read its file: one that this program holds and is not reading yet, or that no program holds.</summary>
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

    /// <summary>
    /// True while this program holds it. If the connection to the server was cut meanwhile, it is claimed again, unless another program has it by
    /// now.
    /// </summary>
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
