namespace Stamgast.Customers;

/// <summary>
/// The values of one customer, each as its canonical text, by <see cref="CustomerField.Ordinal"/>; null is empty (never "").
/// Canonical means: two values are the same exactly when their texts are. Several values of a list field are joined by
/// <see cref="ListSeparator"/>, without repeats; an element never contains '|'.
/// </summary>
public sealed class CustomerValues
{
    /// <summary>Stands between the elements of a list field.</summary>
    public const string ListSeparator = " | ";

    private static readonly string?[] Defaults = [.. CustomerFields.All.Select(f => f.Default)];

    private readonly string?[] cells;

    public CustomerValues() : this(new string?[CustomerFields.Count]) { }

    private CustomerValues(string?[] cells) => this.cells = cells;

    /// <summary>A customer on which nothing was filled in: each field has its default.</summary>
    public static CustomerValues Blank() => new((string?[])Defaults.Clone());

    /// <summary>Makes these the values of <see cref="Blank"/>.</summary>
    public void Clear() => Defaults.CopyTo(cells, 0);

    /// <summary>Makes these the values of no customer: each field is empty.</summary>
    internal void Empty() => Array.Clear(cells);

    /// <summary>The texts of all fields, in their order; null for one that is empty.</summary>
    internal ReadOnlySpan<string?> Texts => cells;

    public string? this[int ordinal]
    {
        get => cells[ordinal];
        set => cells[ordinal] = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Takes the values of these fields from another customer; a bit by ordinal.</summary>
    internal void Take(CustomerValues others, ulong fields)
    {
        var (into, from) = (cells, others.cells);
        for (; fields != 0; fields &= fields - 1)
        {
            var field = System.Numerics.BitOperations.TrailingZeroCount(fields);
            into[field] = from[field];
        }
    }

    public string? this[CustomerField field]
    {
        get => this[field.Ordinal];
        set => this[field.Ordinal] = value;
    }

    public bool IsCompany => cells[CustomerFields.Type] == "company";

    /// <summary>The name as people write it: "Jozefien Aerts", "Willem de Bakker", "Boulangerie Lefèvre SRL"; null when there is none.</summary>
    public string? DisplayName
    {
        get
        {
            var person = JoinWords(cells[CustomerFields.FirstName], cells[CustomerFields.Particle], cells[CustomerFields.LastName]);
            return IsCompany ? cells[CustomerFields.CompanyName] ?? person : person ?? cells[CustomerFields.CompanyName];
        }
    }

    /// <summary>True when there is a <see cref="DisplayName"/>.</summary>
    public bool HasName => cells[CustomerFields.LastName] is not null || cells[CustomerFields.FirstName] is not null || cells[CustomerFields.Particle] is not null || cells[CustomerFields.CompanyName] is not null;

    /// <summary>A copy in which a field that is empty but has a default has that.</summary>
    public CustomerValues WithDefaults()
    {
        var values = Copy();
        foreach (var field in CustomerFields.All) values[field] ??= field.Default;
        return values;
    }

    public CustomerValues Copy() => new((string?[])cells.Clone());

    /// <summary>The elements of a list field's text; none for null.</summary>
    public static string[] Elements(string? list) => list is null ? [] : list.Split(ListSeparator);

    /// <summary>The text of a list field; null when there is no element.</summary>
    public static string? Join(IReadOnlyCollection<string> elements) => elements.Count == 0 ? null : string.Join(ListSeparator, elements);

    private static string? JoinWords(params ReadOnlySpan<string?> words)
    {
        string? all = null;
        foreach (var word in words)
            if (word is not null) all = all is null ? word : all + " " + word;
        return all;
    }
}
