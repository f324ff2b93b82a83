using Stamgast.Comparing;
using Stamgast.Comparing.Names;
using Stamgast.Comparing.Places;
using Stamgast.Text;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>
/// Turns rows of text into normalised values, one number a slot, and holds the comparisons that read those slots. Which slots
/// there are follows from the roles of the columns, never from their order.
/// </summary>
internal sealed class SlotReader
{
    private const int MostValues = 3;
    private const int MostComparisons = 16;
    private const int FullNameSlots = 4;

    private readonly List<Comparison> comparisons = [];
    private readonly List<UnderstoodColumn> columns;
    private readonly NameValues names = new();
    private readonly OrganisationValues organisations = new();
    private readonly TextValues emails = new(EmailComparison.NameKey), phones = new(), streets = new(TextValues.Sound), codes = new(),
        towns = new(TextValues.Sound);
    private readonly Dictionary<string, TextValues> texts = new(StringComparer.Ordinal);
    private readonly MisplacedNames misplaced;
    private readonly int firstList, lastList;
    private readonly Dictionary<string, int> textSlots = new(StringComparer.Ordinal);

    public SlotReader(IReadOnlyList<UnderstoodColumn> understood)
    {
        columns = [.. understood.Where(c => c.Role is not (ColumnRole.Ignored or ColumnRole.RowId)).OrderBy(c => c.Role)
            .ThenBy(c => c.Name, StringComparer.Ordinal)];
        var people = Has(ColumnRole.GivenName) || Has(ColumnRole.FamilyName) || Has(ColumnRole.FullName);
        Given = Slot(Has(ColumnRole.GivenName) || Has(ColumnRole.FullName));
        Family = Slot(people);
        Generation = Slot(people);
        Organisation = Slot(Has(ColumnRole.Organisation) || Has(ColumnRole.FullName));
        OtherOrganisation = Slot(Count(ColumnRole.Organisation) > 1 || (Has(ColumnRole.Organisation) && Has(ColumnRole.FullName)));
        Date = Slot(Has(ColumnRole.BirthDate) || Has(ColumnRole.BirthYear));
        firstList = Stride;
        EmailSlots = [.. Enumerable.Range(0, Math.Min(MostValues, Count(ColumnRole.Email))).Select(_ => Slot(true))];
        PhoneSlots = [.. Enumerable.Range(0, Math.Min(MostValues, Count(ColumnRole.Phone))).Select(_ => Slot(true))];
        lastList = Stride - 1;
        Street = Slot(Has(ColumnRole.Street));
        Number = Slot(Has(ColumnRole.HouseNumber) || Has(ColumnRole.Street));
        Extra = Slot(Has(ColumnRole.AddressLine) && Has(ColumnRole.Street));
        // A city may be preceded by its postal code, an address followed by both.
        Code = Slot(Has(ColumnRole.PostalCode) || Has(ColumnRole.City) || Has(ColumnRole.Street));
        Town = Slot(Has(ColumnRole.City) || Has(ColumnRole.Street));
        misplaced = new MisplacedNames(names, organisations, Given, Family, Organisation);
        MakeComparisons();
        foreach (var comparison in comparisons) comparison.Number = comparisons.IndexOf(comparison) + 2;
        var attributes = comparisons.OfType<AttributeComparison>().ToList();
        foreach (var attribute in attributes) attribute.Others = [.. attributes.Where(other => other != attribute)];
    }

    public int Stride { get; private set; }

    public IReadOnlyList<Comparison> Comparisons => comparisons;

    /// <summary>The compared columns, in a fixed order.</summary>
    public IReadOnlyList<UnderstoodColumn> Columns => columns;

    public int Given { get; }
    public int Family { get; }
    /// <summary>Junior, senior, the third: behind the name of a person.</summary>
    public int Generation { get; }
    public int Organisation { get; }
    /// <summary>A second name of the company: the trade name beside the legal one.</summary>
    public int OtherOrganisation { get; }
    public int Date { get; }
    public int[] EmailSlots { get; }
    public int[] PhoneSlots { get; }
    public int Street { get; }
    public int Number { get; }
    public int Extra { get; }
    public int Code { get; }
    public int Town { get; }

    /// <summary>Slots of identifying numbers, with their name in the output and the pool of their texts.</summary>
    public List<(int Slot, string Name, TextValues Texts)> IdentifierSlots { get; } = [];

    /// <summary>Slots of short shared values, the same.</summary>
    public List<(int Slot, string Name, TextValues Texts)> AttributeSlots { get; } = [];

    public NameValues Names => names;
    public OrganisationValues Organisations => organisations;
    public TextValues Emails => emails;
    public TextValues Streets => streets;
    public TextValues Towns => towns;
    public TextValues Codes => codes;
    public TextValues Phones => phones;

    /// <summary>A group of columns whose value pools no other group uses, so that groups can be read in parallel.</summary>
    public static int PoolOf(UnderstoodColumn column) => column.Role switch
    {
        ColumnRole.GivenName or ColumnRole.FamilyName or ColumnRole.FullName or ColumnRole.Organisation => 0,
        ColumnRole.Street or ColumnRole.AddressLine or ColumnRole.HouseNumber or ColumnRole.PostalCode or ColumnRole.City => 1,
        ColumnRole.Email => 2,
        ColumnRole.Phone => 3,
        ColumnRole.BirthDate or ColumnRole.BirthYear or ColumnRole.BirthMonth or ColumnRole.BirthDay => 4,
        _ => 6,
    };

    /// <summary>Writes the content of one cell into a row of <see cref="Stride"/> zeros.</summary>
    public void Read(UnderstoodColumn column, ReadOnlySpan<char> text, Span<int> row)
    {
        if (text.Length == 0 || IsPlaceholder(text)) return;
        switch (column.Role)
        {
            case ColumnRole.GivenName: row[Given] = ReadName(text, row); break;
            case ColumnRole.FamilyName: row[Family] = ReadName(text, row); break;
            case ColumnRole.FullName: ReadFullName(text, column.IsFamilyFirst, row); break;
            case ColumnRole.Organisation: row[Organisation] = organisations.Add(text); break;
            case ColumnRole.BirthDate: row[Date] = BirthDates.Read(text, column.IsDayFirst); break;
            case ColumnRole.BirthYear: row[Date] = NumberIn(text) * 10000; break;
            case ColumnRole.BirthMonth: row[Date] = NumberIn(text) % 100 * 100; break;
            case ColumnRole.BirthDay: row[Date] = NumberIn(text) % 100; break;
            case ColumnRole.Email: ReadEmail(text, row); break;
            case ColumnRole.Phone: ReadPhone(text, row); break;
            case ColumnRole.Street: ReadStreet(text, row); break;
            case ColumnRole.HouseNumber: row[Number] = AddressLine.ReadNumber(text).Number; break;
            case ColumnRole.AddressLine when Extra >= 0: row[Extra] = streets.Add(AddressLine.Read(text).Street); break;
            case ColumnRole.PostalCode: row[Code] = codes.Add(PostalCode(text)); break;
            case ColumnRole.City: ReadTown(text, row); break;
            default: ReadText(column, text, row); break;
        }
    }

    /// <summary>
    /// Merges the output of one column into the row: the first column that fills a slot keeps it, parts of a date add up, lists take new values.
    /// </summary>
    /// <param name="slots">The slots of the column.</param>
    /// <param name="written">The output of the column.</param>
    /// <param name="row">The row so far.</param>
    public void Merge(ReadOnlySpan<int> slots, ReadOnlySpan<int> written, Span<int> row)
    {
        for (var i = 0; i < written.Length; i++)
        {
            var value = written[i];
            if (value == 0) continue;
            ref var kept = ref row[slots[i]];
            if (slots[i] >= firstList && slots[i] <= lastList) Put(value, row, Array.IndexOf(EmailSlots, slots[i]) >= 0 ? EmailSlots : PhoneSlots);
            else if (slots[i] == Organisation && kept != 0 && OtherOrganisation >= 0) row[OtherOrganisation] = kept == value ? 0 : value;
            else if (kept == 0) kept = IsGivenAgain(slots, i, value, row) ? 0 : value;
            else if (slots[i] == Given && slots.Length == FullNameSlots && IsLonger(value, kept)) kept = value;
            else if (slots[i] == Date) kept += Overlaps(kept, value) ? 0 : value;
        }
    }

    /// <summary>Puts names of a whole row that stand in another one's cell where they belong.</summary>
    public void Settle(Span<int> row) => misplaced.Settle(row);

    /// <summary>The slots that a column can write.</summary>
    public int[] SlotsOf(UnderstoodColumn column) => column.Role switch
    {
        ColumnRole.GivenName => [Given, Generation],
        ColumnRole.FamilyName => [Family, Generation],
        ColumnRole.FullName => [Given, Family, Organisation, Generation],
        ColumnRole.Organisation => OtherOrganisation >= 0 ? [Organisation, OtherOrganisation] : [Organisation],
        ColumnRole.BirthDate or ColumnRole.BirthYear or ColumnRole.BirthMonth or ColumnRole.BirthDay => [Date],
        ColumnRole.Email => EmailSlots,
        ColumnRole.Phone => PhoneSlots,
        ColumnRole.Street => [Street, Number, Code, Town],
        ColumnRole.HouseNumber => [Number],
        ColumnRole.AddressLine => Extra >= 0 ? [Extra] : [],
        ColumnRole.PostalCode => [Code],
        ColumnRole.City => [Code, Town],
        _ => textSlots.TryGetValue(TextKey(column), out var slot) ? [slot] : [],
    };

    // A one-word full name that is already in the first-name column is not a last name as well.
    private bool IsGivenAgain(ReadOnlySpan<int> slots, int at, int value, ReadOnlySpan<int> row) =>
        slots[at] == Family && slots.Length == FullNameSlots && Given >= 0 && row[Given] != 0 && names.LettersOf(row[Given]) == names.LettersOf(value);

    // "robert samuel" in the full name is more specific than "robert" in the first-name column.
    private bool IsLonger(int full, int given)
    {
        ReadOnlySpan<char> longer = names.Text(full), shorter = names.Text(given);
        return longer.Length > shorter.Length + 1 && longer.StartsWith(shorter, StringComparison.Ordinal) && longer[shorter.Length] == ' ';
    }

    private bool Has(ColumnRole role) => columns.Any(c => c.Role == role);

    private int Count(ColumnRole role) => columns.Count(c => c.Role == role);

    private int Slot(bool isWanted) => isWanted ? Stride++ : -1;

    private void MakeComparisons()
    {
        int[] owners = [.. ((int[])[Given, Family, Organisation]).Where(s => s >= 0)];
        if (Family >= 0)
        {
            var given = new ValueShares(0.01);
            var family = new ValueShares(0.001);
            if (Given >= 0) comparisons.Add(new NameComparison(names, true, Given, Family, given, family));
            comparisons.Add(new NameComparison(names, false, Family, Given, family, given));
        }
        else if (Given >= 0) comparisons.Add(new NameComparison(names, true, Given, -1, new(0.01), new(0.001)));
        if (Organisation >= 0)
            comparisons.Add(new OrganisationComparison(organisations, Organisation, OtherOrganisation, [Code, Town, Street, .. EmailSlots, .. PhoneSlots]));
        if (Date >= 0) comparisons.Add(new DateComparison(Date));
        if (Generation >= 0) comparisons.Add(new GenerationComparison(Generation));
        if (EmailSlots.Length > 0) comparisons.Add(new EmailComparison(emails, EmailSlots, names, Given, Family) { OwnerSlots = owners });
        if (PhoneSlots.Length > 0) comparisons.Add(new PhoneComparison(phones, PhoneSlots) { OwnerSlots = owners });
        var exchange = Street >= 0 && Town >= 0 && Number >= 0 ? new StreetForTown(streets, towns, Street, Number, Town) : null;
        if (Street >= 0) comparisons.Add(new AddressComparison(streets, Street, Number, Extra, exchange));
        if (Extra >= 0) comparisons.Add(new AttributeComparison("address_line", streets, Extra));
        if (Code >= 0 || Town >= 0) comparisons.Add(new PlaceComparison(codes, towns, Code, Town, exchange));
        foreach (var column in columns.Where(c => c.Role is ColumnRole.CompanyNumber or ColumnRole.Iban or ColumnRole.Identifier or ColumnRole.Attribute
            || (c.Role == ColumnRole.AddressLine && Extra < 0)))
        {
            var key = TextKey(column);
            if (comparisons.Count >= MostComparisons || textSlots.ContainsKey(key)) continue;
            var slot = textSlots[key] = Slot(true);
            var values = texts[key] = new TextValues(column.Role is ColumnRole.Attribute or ColumnRole.AddressLine ? TextValues.Sound : null);
            if (column.Role is ColumnRole.Attribute or ColumnRole.AddressLine)
            {
                comparisons.Add(new AttributeComparison(key, values, slot));
                AttributeSlots.Add((slot, key, values));
                continue;
            }
            comparisons.Add(new CodeComparison(key, column.Role == ColumnRole.Identifier ? Sharing.Personal : Sharing.Household, values, [slot]));
            IdentifierSlots.Add((slot, key, values));
        }
    }

    // One name in the output for all company numbers, and one for each other column.
    private static string TextKey(UnderstoodColumn column) => column.Role switch
    {
        ColumnRole.CompanyNumber => "vat_number",
        ColumnRole.Iban => "iban",
        _ => Folding.Fold(column.Name) is { Length: > 0 } name ? name.Replace(' ', '_') : $"column_{column.Index + 1}",
    };

    private static bool IsPlaceholder(ReadOnlySpan<char> text) =>
        text.Length <= 7 && (text is "-" or "--" or "?" or "." or "/" or "x" or "X" or "***" || text.Equals("null", StringComparison.OrdinalIgnoreCase)
            || text.Equals("n/a", StringComparison.OrdinalIgnoreCase) || text.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || text.Equals("unknown", StringComparison.OrdinalIgnoreCase)
            || text.Equals("none", StringComparison.OrdinalIgnoreCase) || text is "NA" or "nvt" or "n.v.t.");

    private void ReadFullName(ReadOnlySpan<char> text, bool isFamilyFirst, Span<int> row)
    {
        if (LegalForms.IsIn(Folding.Fold(text)))
        {
            row[Organisation] = organisations.Add(text);
            return;
        }
        var (given, family) = PersonName.Split(text, isFamilyFirst, out var generation);
        row[Generation] = generation;
        if (Given >= 0) row[Given] = names.Add(given);
        row[Family] = names.Add(family);
    }

    // "Janssens jr." is of the family Janssens.
    private int ReadName(ReadOnlySpan<char> text, Span<int> row)
    {
        var folded = Generations.Without(PersonName.Bare(Folding.Fold(text)), out var generation);
        row[Generation] = generation;
        var name = names.Add(folded);
        misplaced.Look(folded, name);
        return name;
    }

    private void ReadEmail(ReadOnlySpan<char> text, Span<int> row)
    {
        Span<char> clean = stackalloc char[100];
        foreach (var range in text.SplitAny('|', ';', ',', ' '))
        {
            var length = 0;
            foreach (var c in text[range])
                if (length < clean.Length && !char.IsWhiteSpace(c)) clean[length++] = char.ToLowerInvariant(c);
            if (length > 2) Put(emails.Add(clean[..length]), row, EmailSlots);
        }
    }

    private void ReadPhone(ReadOnlySpan<char> text, Span<int> row)
    {
        Span<char> digits = stackalloc char[24];
        foreach (var range in text.SplitAny('|', ';', ','))
        {
            var length = Digits.Phone(text[range], digits);
            if (length > 0) Put(phones.Add(digits[..length]), row, PhoneSlots);
        }
    }

    private void ReadStreet(ReadOnlySpan<char> text, Span<int> row)
    {
        // "Kerkstraat 12, 9000 Gent": the text after the last comma is the place.
        var comma = text.LastIndexOf(',');
        if (comma > 0 && text[..comma].IndexOfAnyInRange('0', '9') >= 0 && text[(comma + 1)..].Trim().Length > 3)
        {
            ReadTown(text[(comma + 1)..], row);
            text = text[..comma];
        }
        var line = AddressLine.Read(text);
        row[Street] = streets.Add(line.Street);
        row[Number] = line.Number;
    }

    // "9000 Gent", "Gent", "1071 RB Amsterdam".
    private void ReadTown(ReadOnlySpan<char> text, Span<int> row)
    {
        var folded = Folding.Fold(text);
        var space = folded.IndexOf(' ');
        if (space is 4 or 5 && folded.AsSpan(0, space).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            var rest = folded[(space + 1)..];
            var end = space == 4 && rest.Length > 3 && rest[2] == ' ' ? space + 3 : space;
            row[Code] = codes.Add(PostalCode(folded.AsSpan(0, end)));
            folded = folded[(end + 1)..];
        }
        row[Town] = towns.Add(PlaceNames.Plain(folded));
    }

    private void ReadText(UnderstoodColumn column, ReadOnlySpan<char> text, Span<int> row)
    {
        var key = TextKey(column);
        if (!textSlots.TryGetValue(key, out var slot)) return;
        if (column.Role is ColumnRole.Attribute or ColumnRole.AddressLine)
        {
            row[slot] = texts[key].Add(Folding.Fold(text));
            return;
        }
        Span<char> code = stackalloc char[40];
        var length = Digits.Code(text, code, column.Role == ColumnRole.CompanyNumber);
        if (length > 0) row[slot] = texts[key].Add(code[..length]);
    }

    private static void Put(int value, Span<int> row, int[] slots)
    {
        foreach (var slot in slots)
        {
            if (row[slot] == value) return;
            if (row[slot] != 0) continue;
            row[slot] = value;
            return;
        }
    }

    private static bool Overlaps(int date, int part) =>
        (part >= 10000 && date >= 10000) || (part / 100 % 100 > 0 && date / 100 % 100 > 0) || (part % 100 > 0 && date % 100 > 0);

    private static int NumberIn(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text) if (char.IsAsciiDigit(c) && number < 100_000) number = number * 10 + c - '0';
        return number > 9999 ? 0 : number;
    }

    private static string PostalCode(ReadOnlySpan<char> text)
    {
        var code = Folding.Letters(text);
        // "B-9000" and "L-6401" name the country first.
        return code.Length > 4 && char.IsAsciiLetter(code[0]) && char.IsAsciiDigit(code[1]) && code.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? code[1..] : code;
    }
}
