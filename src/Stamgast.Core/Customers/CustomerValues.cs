using System.Numerics;
using System.Text;

namespace Stamgast.Customers;

/// <summary>
/// The values of one customer, each as its canonical text, by <see cref="CustomerField.Ordinal"/>; null is empty (never "").
/// Canonical means: two values are the same exactly when their texts are. Several values of a list field are joined by
/// <see cref="ListSeparator"/>, without repeats; an element never contains '|'.
/// </summary>
public sealed class CustomerValues : RecordValues
{
    private static readonly int[] FieldsWithDefault = [.. CustomerFields.All.Where(f => f.Default is not null).Select(f => f.Ordinal)];
    private static readonly string?[] Defaults = [.. CustomerFields.Stored.Select(f => f.Default)];

    // In a row of a file: values here become texts on request.
    private RawTexts? raw;
    private ulong isRaw;

    /// <summary>Values that are all empty.</summary>
    public CustomerValues() : this(new string?[CustomerFields.StoredCount]) { }

    private CustomerValues(string?[] cells) : base(CustomerShape.Instance, cells) { }

    /// <summary>A customer on which nothing was filled in: each field has its default.</summary>
    public static CustomerValues Blank() => new((string?[])Defaults.Clone());

    /// <summary>Makes these the values of <see cref="Blank"/>.</summary>
    public void Clear()
    {
        Array.Clear(cells);
        foreach (var field in FieldsWithDefault) cells[field] = Defaults[field];
        (raw, isRaw) = (null, 0);
    }

    /// <summary>Makes these the values of no customer: each field is empty.</summary>
    internal void Empty()
    {
        Array.Clear(cells);
        raw?.Clear();
        isRaw = 0;
    }

    /// <inheritdoc />
    public override string? this[int ordinal]
    {
        get => cells[ordinal] ?? ((isRaw >> ordinal & 1) == 0 ? null : cells[ordinal] = Encoding.UTF8.GetString(raw![ordinal]));
        set
        {
            cells[ordinal] = string.IsNullOrEmpty(value) ? null : value;
            isRaw &= ~(1UL << ordinal);
        }
    }

    /// <summary>Stores a value as UTF-8 until <see cref="Empty"/>; values shared by <see cref="Take"/> last as long.</summary>
    /// <param name="text">Canonical and not empty.</param>
    internal void Put(int ordinal, ReadOnlySpan<char> text)
    {
        (raw ??= new RawTexts()).Put(ordinal, text);
        cells[ordinal] = null;
        isRaw |= 1UL << ordinal;
    }

    internal override ReadOnlySpan<byte> Raw(int ordinal) => (isRaw >> ordinal & 1) == 0 ? default : raw![ordinal];

    /// <inheritdoc />
    internal override void AddTo(Utf8Values all)
    {
        for (var i = 0; i < cells.Length; i++)
            if ((isRaw >> i & 1) != 0) raw!.AddTo(all, i);
            else all.Add(i, cells[i]);
    }

    /// <summary>A value as characters, in this buffer if no text was made of it; empty for an empty value.</summary>
    internal ReadOnlySpan<char> Characters(int ordinal, Span<char> room)
    {
        if (cells[ordinal] is { } text) return text;
        var utf8 = Raw(ordinal);
        return utf8.Length > room.Length ? this[ordinal] : room[..Encoding.UTF8.GetChars(utf8, room)];
    }

    /// <inheritdoc />
    public override bool Has(int ordinal) => cells[ordinal] is not null || (isRaw >> ordinal & 1) != 0;

    /// <summary>Takes the values of these fields from another customer; a bit by ordinal.</summary>
    internal void Take(CustomerValues others, ulong fields)
    {
        if (raw != others.raw)
        {
            MakeTexts();
            raw = others.raw;
        }
        isRaw = isRaw & ~fields | others.isRaw & fields;
        var (into, from) = (cells, others.cells);
        for (; fields != 0; fields &= fields - 1)
        {
            var field = BitOperations.TrailingZeroCount(fields);
            into[field] = from[field];
        }
    }

    public bool IsCompany => this[CustomerFields.Type] == "company";

    /// <summary>The name as people write it: "Jozefien Aerts", "Willem de Bakker", "Boulangerie Lefèvre SRL"; null without one.</summary>
    public string? DisplayName
    {
        get
        {
            var person = JoinWords(this[CustomerFields.FirstName], this[CustomerFields.Particle], this[CustomerFields.LastName]);
            return IsCompany ? this[CustomerFields.CompanyName] ?? person : person ?? this[CustomerFields.CompanyName];
        }
    }

    /// <summary>True when there is a <see cref="DisplayName"/>.</summary>
    public bool HasName => Has(CustomerFields.LastName) || Has(CustomerFields.FirstName) || Has(CustomerFields.Particle) || Has(CustomerFields.CompanyName);

    /// <inheritdoc />
    public override CustomerValues Copy()
    {
        MakeTexts();
        return new((string?[])cells.Clone());
    }

    private void MakeTexts()
    {
        for (; isRaw != 0; isRaw &= isRaw - 1) _ = this[BitOperations.TrailingZeroCount(isRaw)];
    }

    private static string? JoinWords(params ReadOnlySpan<string?> words)
    {
        string? all = null;
        foreach (var word in words)
            if (word is not null) all = all is null ? word : all + " " + word;
        return all;
    }
}
