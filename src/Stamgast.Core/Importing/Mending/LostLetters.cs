using System.Text;
using Stamgast.Customers;

namespace Stamgast.Importing.Mending;

/// <summary>Letters that another program could not write and replaced by "?" or "\uFFFD": "?ukasz" was "Łukasz".</summary>
internal static class LostLetters
{
    private const char Unknown = '\uFFFD';

    /// <summary>
    /// True for a cell that seems to have lost letters. A question mark beside a letter is not punctuation in a name, a street or a city.
    /// </summary>
    /// <param name="isName">It is one of those, and no free text.</param>
    public static bool AreLikelyIn(ReadOnlySpan<char> cell, bool isName)
    {
        var first = cell.IndexOfAny('?', Unknown);
        if (first < 0) return false;
        if (cell[first..].Contains(Unknown)) return true;
        if (!isName) return false;
        for (var at = first; at >= 0 && at < cell.Length;)
        {
            if ((at > 0 && char.IsLetter(cell[at - 1])) || (at + 1 < cell.Length && char.IsLetter(cell[at + 1]))) return true;
            var next = cell[(at + 1)..].IndexOf('?');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    /// <summary>True when a cell matches the customer's value apart from lost letters: each in place of a letter beyond ASCII.</summary>
    public static bool AreAll(string known, string cell)
    {
        if (cell.AsSpan().IndexOfAny('?', Unknown) < 0 || Ascii.IsValid(known)) return false;
        // One sign for each letter, or for each byte of it in UTF-8; a program does all of them alike.
        return Fits(known, cell, rune => 1) || Fits(known, cell, rune => rune.Utf8SequenceLength) || Fits(known, cell, rune => rune.Utf16SequenceLength);
    }

    /// <summary>A change without values that merely lost letters, and the values that stay instead; null when nothing else is left of it.</summary>
    /// <param name="isLess">True for a cell, the second argument, that only has less than the customer's value.</param>
    public static FieldChange? Without(FieldChange change, ICollection<(string Cell, string Known)> kept, Func<string, string, bool> isLess)
    {
        if (change is not { Before: { } before, After: { } after }) return change;
        if (!change.IsList)
        {
            if (!isLess(before, after)) return change;
            kept.Add((after, before));
            return null;
        }
        var (removed, added) = (CustomerValues.Elements(before).ToList(), CustomerValues.Elements(after).ToList());
        foreach (var element in added.ToArray())
        {
            if (removed.Find(r => isLess(r, element)) is not { } known) continue;
            removed.Remove(known);
            added.Remove(element);
            kept.Add((element, known));
        }
        return removed.Count + added.Count == 0 ? null : change with { Before = CustomerValues.Join([.. removed]), After = CustomerValues.Join([.. added]) };
    }

    private static bool Fits(ReadOnlySpan<char> known, ReadOnlySpan<char> cell, Func<Rune, int> signs)
    {
        var at = 0;
        foreach (var rune in known.EnumerateRunes())
        {
            if (at == cell.Length) return false;
            var isLost = cell[at] is '?' or Unknown && !rune.IsAscii;
            if (isLost)
            {
                for (var left = signs(rune); left > 0; left--, at++)
                    if (at == cell.Length || cell[at] is not ('?' or Unknown)) return false;
                continue;
            }
            if (Rune.DecodeFromUtf16(cell[at..], out var other, out var length) != System.Buffers.OperationStatus.Done
                || Rune.ToUpperInvariant(other) != Rune.ToUpperInvariant(rune)) return false;
            at += length;
        }
        return at == cell.Length;
    }
}
