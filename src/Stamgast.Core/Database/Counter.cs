namespace Stamgast.Database;

/// <summary>The last number given out of a row of numbers: customers, change sets, items. Taken inside the transaction that uses them, so that none is
/// skipped.</summary>
public sealed class Counter
{
    public const string Customers = "customer";
    public const string ChangeSets = "change_set";
    public const string Items = "change_item";

    public string Name { get; set; } = "";
    public long Value { get; set; }
}
