using Stamgast.Changes;

namespace Stamgast.App.Customers;

/// <summary>What is about to be done with the selected customers.</summary>
/// <param name="Act">label, group, activate, deactivate, trash or restore.</param>
/// <param name="Ids">The selected IDs with commas; empty when all that match the query are meant.</param>
public sealed record SelectionView(string Act, int Count, string Query, bool All, string Ids)
{
    public static readonly IReadOnlyList<string> Acts = ["label", "group", "activate", "deactivate", "trash", "restore"];

    /// <summary>The label or group that was chosen; empty while it is asked.</summary>
    public string Value { get; init; } = "";
    public bool Remove { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>How many customers will be different; null while the value is asked, or when each of them will.</summary>
    public long? Changed { get; init; }
    public IReadOnlyList<(string? Name, long Id, IReadOnlyList<FieldChange> Changes)> Sample { get; init; } = [];
    public string Once { get; init; } = "";

    /// <summary>True while a label or group must still be chosen.</summary>
    public bool AsksValue => Act is "label" or "group" && Changed is null;
}
