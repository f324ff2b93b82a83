namespace Stamgast.Kinds;

/// <summary>The meaning of a state for the people who work with it, which is also its colour.</summary>
public enum StateTone
{
    /// <summary>At rest: draft, finished, cancelled.</summary>
    Rest,

    /// <summary>Under way, or with somebody else.</summary>
    Info,

    /// <summary>Good: active, paid, signed.</summary>
    Good,

    /// <summary>Waits for one of us.</summary>
    Warn,

    /// <summary>Went wrong, or is too late.</summary>
    Bad,
}

/// <summary>A state in which a record can be. Its text is <c>state.KIND.CODE</c>.</summary>
/// <param name="Code">As stored.</param>
public sealed record KindState(string Code, StateTone Tone)
{
    /// <summary>True when somebody still has to do something: the topic of a customer counts it as open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True for a draft: it keeps nobody out of the trash, and can go there itself.</summary>
    public bool IsDraft { get; init; }

    /// <summary>True for a state off the path, such as cancelled: shown only when the record is in it.</summary>
    public bool IsAside { get; init; }
}

/// <summary>What else is to be said beside a state: the text <c>sign.KEY</c>, or <c>sign.KEY.days</c> with a number.</summary>
/// <param name="Key">"overdue".</param>
/// <param name="Days">How many days; null where days do not matter.</param>
public readonly record struct RecordSign(string Key, StateTone Tone, int? Days = null)
{
    /// <summary>The words.</summary>
    public string Say(System.Globalization.CultureInfo culture) => Days is { } days
        ? Language.Texts.Count($"sign.{Key}.days", days, culture) : Language.Texts.Get("sign." + Key, culture);
}

/// <summary>A change from one state to another. Its text is <c>step.KIND.KEY</c>.</summary>
/// <param name="Key">Its name in addresses and commands: "activate".</param>
/// <param name="From">The states in which it is possible.</param>
/// <param name="To">The state to which it leads.</param>
public sealed record StateStep(string Key, IReadOnlyList<string> From, string To)
{
    /// <summary>Fields for which it asks, such as the reason for a cancellation.</summary>
    public IReadOnlyList<KindField> Asks { get; init; } = [];

    /// <summary>Those of them that must be answered.</summary>
    public IReadOnlyList<KindField> Needs { get; init; } = [];

    /// <summary>True when the record gets its number by it, if it has none.</summary>
    public bool GivesNumber { get; init; }

    /// <summary>True when the record keeps from then on what the customer was called and where they lived.</summary>
    public bool Issues { get; init; }

    /// <summary>True when it cannot be done for an inactive customer.</summary>
    public bool NeedsActive { get; init; }

    /// <summary>True when it is the usual next step, the button of the page.</summary>
    public bool IsMain { get; init; }

    /// <summary>The field that gets today's date by it; null for none.</summary>
    public KindField? Dates { get; init; }
}
