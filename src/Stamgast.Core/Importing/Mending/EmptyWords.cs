using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Mending;

/// <summary>Empty cells in disguise, for the repairs of an import; the texts are those of the fields (<see cref="EmptyTexts"/>).</summary>
internal static class EmptyWords
{
    /// <summary>
    /// The kind of the whole cell, trimmed: <see cref="RepairKind.EmptyWords"/>, <see cref="RepairKind.SheetErrors"/>, or null for a value.
    /// </summary>
    /// <param name="field">The field of the cell; null for a name, an address or an ID in one.</param>
    /// <param name="target">The target of the column, see <see cref="ImportTarget"/>.</param>
    public static RepairKind? Of(CustomerField? field, string? target, ReadOnlySpan<char> cell) => Of(field, IsPerson(target), cell);

    /// <inheritdoc cref="Of(CustomerField?, string?, ReadOnlySpan{char})" />
    /// <param name="isPerson">See <see cref="IsPerson"/>.</param>
    public static RepairKind? Of(CustomerField? field, bool isPerson, ReadOnlySpan<char> cell) =>
        EmptyTexts.IsError(cell) ? RepairKind.SheetErrors
        : EmptyTexts.SayNothing(field, isPerson, cell) ? RepairKind.EmptyWords
        : null;

    /// <inheritdoc cref="EmptyTexts.IsError" />
    public static bool IsError(ReadOnlySpan<char> cell) => EmptyTexts.IsError(cell);

    /// <inheritdoc cref="EmptyTexts.MayBe" />
    public static bool MayBe(ReadOnlySpan<char> cell) => EmptyTexts.MayBe(cell);

    /// <summary>True for a column of names of persons.</summary>
    public static bool IsPerson(string? target) => (ImportTarget.OfPartner(target) ?? target) is "first_name" or "last_name" or ImportTarget.FullName;
}
