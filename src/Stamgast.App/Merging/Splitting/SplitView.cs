using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Merging.Splitting;

namespace Stamgast.App.Merging.Splitting;

/// <summary>The page of a split.</summary>
/// <param name="Merge">The change set of the merge.</param>
/// <param name="Choosable">The customers that may come back.</param>
public sealed record SplitView(SplitAddress Address, SplitPreview Preview, ChangeSet Merge, IReadOnlyList<CustomerState> Choosable, SplitLinks Links)
{
    /// <summary>What is asked.</summary>
    public IReadOnlyList<SplitAsk> Asks { get; init; } = [];

    /// <summary>The customers as they will be, the kept one first.</summary>
    public IReadOnlyList<SplitCard> Cards { get; init; } = [];

    /// <summary>True when nobody is ticked, so that nothing can be split.</summary>
    public bool IsNone => Address.Off is [];

    /// <summary>"merged into Jozefien Aerts by Karim, 77 days ago".</summary>
    public string Below { get; init; } = "";

    /// <summary>Why the split was refused just now; null on other visits.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Marks this page, so that its form is done once.</summary>
    public string Once { get; init; } = "";
}

/// <summary>A question of the page.</summary>
/// <param name="What">The field and the value.</param>
/// <param name="Why">Why it is unclear.</param>
public sealed record SplitAsk(SplitQuestion Question, SplitAnswer Answer, string What, string Why);

/// <summary>One customer as it will be.</summary>
public sealed record SplitCard(CustomerState Customer, CustomerValues After, string Below, bool ComesBack, IReadOnlyList<SplitFact> Facts);

/// <summary>A field of such a customer.</summary>
public sealed record SplitFact(string Caption, IReadOnlyList<SplitValue> Values);

/// <summary>A value, with the reason where it is not simply as before.</summary>
public sealed record SplitValue(string Text, string? Tag = null, bool IsAsked = false);
