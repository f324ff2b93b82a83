using System.Buffers;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.Importing.Mending;

/// <summary>
/// A cell for one e-mail address or phone number that holds several, or one with more around it: "a@post.example; b@post.example",
/// "Jan &lt;a@post.example&gt;", "09 123 45 67 / 0486 12 33 09".
/// </summary>
/// <param name="Values">Canonical values, each once, in order; two or more, or one with something around it.</param>
/// <param name="HasMore">True when the cell contains something else: "a@post.example (facturatie)".</param>
internal sealed record SeveralValues(IReadOnlyList<string> Values, bool HasMore)
{
    private const int Longest = 2000;
    private const string BetweenAddresses = "\n;|)";
    private static readonly SearchValues<char> AroundAddress = SearchValues.Create(" \t\n;,|/<>()[]\"\u00A0");
    private static readonly string[] Between = ["|", ";", "\n", ",", " / ", " - ", " – ", "  ", " en ", " of ", " et ", " ou ", " and ", " or ", " und ",
        " oder ", " & ", "/"];
    private static readonly string[] Small = ["en", "of", "et", "ou", "and", "or", "und", "oder", "mailto", "email", "e-mail", "mail", "cc", "bcc"];

    /// <summary>The values of the cell, if each is valid; null otherwise.</summary>
    public static SeveralValues? Of(CustomerField field, ReadOnlySpan<char> cell, in RuleContext context)
    {
        if (cell.Length > Longest) return null;
        return field.Kind switch
        {
            FieldKind.Email or FieldKind.EmailList => Addresses(cell.ToString()),
            FieldKind.Phone or FieldKind.PhoneList => Numbers(cell.ToString(), context),
            _ => null,
        };
    }

    // Each word with an @ is an address; a name between the previous address and one in angle brackets is its owner, and other words are kept. A word
    // separated by only a space may be part of the address, which would otherwise become somebody else's.
    private static SeveralValues? Addresses(string cell)
    {
        var values = new List<string>();
        var rest = new System.Text.StringBuilder();
        var (from, name) = (0, 0);
        var before = Beside.Nothing;
        while (from < cell.Length)
        {
            var length = cell.AsSpan(from).IndexOfAny(AroundAddress);
            var word = length < 0 ? cell[from..] : cell.Substring(from, length);
            if (!word.Contains('@', StringComparison.Ordinal))
            {
                rest.Append(word);
                if (word.Length > 0)
                {
                    if (before == Beside.Address && !IsSmall(word)) return null;
                    before = IsSmall(word) || word[^1] == ':' ? Beside.Nothing : Beside.Word;
                }
            }
            else
            {
                if (before == Beside.Word) return null;
                before = Beside.Address;
                if (word.LastIndexOf(':') is var colon and >= 0) word = word[(colon + 1)..];
                if (EmailAddress.Read(new CellText(word)) is not { Problem: null, Value: { } address }) return null;
                if (!values.Exists(v => EmailAddress.Key(v) == EmailAddress.Key(address))) values.Add(address);
                if (from > 0 && cell[from - 1] == '<') rest.Length = name;
                name = rest.Length;
            }
            if (length < 0) break;
            if (!char.IsWhiteSpace(cell[from + length]) || cell[from + length] == '\n') before = Beside.Nothing;
            rest.Append(' ');
            if (BetweenAddresses.Contains(cell[from + length], StringComparison.Ordinal)) name = rest.Length;
            from += length + 1;
        }
        if (values.Count == 0) return null;
        var words = rest.ToString().Split([' ', ':', '.', '+', '&'], StringSplitOptions.RemoveEmptyEntries);
        return new SeveralValues(values, words.Any(w => !IsSmall(w)));
    }

    // The text before a word in a cell, separated by only a space.
    private enum Beside
    {
        Nothing,
        Word,
        Address,
    }

    private static bool IsSmall(string word) => Small.Contains(word, StringComparer.OrdinalIgnoreCase) || !word.Any(char.IsLetterOrDigit);

    // The first character that splits everything into valid numbers is the separator.
    private static SeveralValues? Numbers(string cell, in RuleContext context)
    {
        foreach (var sign in Between)
        {
            var parts = cell.Split(sign, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2) continue;
            var values = new List<string>();
            foreach (var part in parts)
            {
                var read = PhoneNumber.Read(new CellText(part), context.Country ?? context.HomeCountry);
                if (read is not { Problem: null, Value: { } number }) break;
                if (!values.Contains(number)) values.Add(number);
                if (ReferenceEquals(part, parts[^1])) return new SeveralValues(values, false);
            }
        }
        return null;
    }
}
