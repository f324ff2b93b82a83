using Stamgast.Comparing;
using Stamgast.Comparing.Names;

namespace Stamgast.Matching.Blocking;

/// <summary>
/// A part of a row that two rows of one customer usually share ("sound of the family name", "birth month and day"). Blocking
/// rules are made of one to three of them.
/// </summary>
/// <param name="Name">For people: "family sound".</param>
/// <param name="Parts">The values it is made of, a bit each: if one of them is misspelt, the atom is usually lost.</param>
/// <param name="Robustness">How often it survives an error in one of its values, 0 to 1.</param>
/// <param name="IsOneOfMany">True for a value of a list, such as the second phone number: any may equal any.</param>
internal sealed record BlockingAtom(string Name, int Parts, double Robustness, bool IsOneOfMany = false);

/// <summary>All atoms that the columns of a table allow, and their values for a row.</summary>
internal sealed class BlockingAtoms
{
    public const int Given = 1, Family = 2, Year = 4, Month = 8, Day = 16, Email = 32, Phone = 64, Street = 128, Number = 256, Code = 512, Town = 1024,
        Organisation = 2048, FirstOther = 4096;

    private const uint Salt = 0x9E3779B1;
    private const string GivenConsonants = "given consonants", FamilyConsonants = "family consonants";

    private readonly SlotReader reader;
    private readonly List<BlockingAtom> atoms = [];

    // Decided once: a name in another script may be read later.
    private readonly bool hasConsonants;

    /// <param name="anyScript">True when names in other scripts may come after those that the reader knows already.</param>
    public BlockingAtoms(SlotReader reader, bool anyScript)
    {
        this.reader = reader;
        hasConsonants = anyScript || reader.Names.HasForeign;
        if (reader.Given >= 0)
        {
            Add("both names", Given | Family, 0.3);
            Add("given sound", Given, 0.4);
            Add("initial", Given, 0.75);
        }
        if (reader.Family >= 0)
        {
            Add("family sound", Family, 0.4);
            Add("family beginning", Family, 0.5);
        }
        if (hasConsonants)
        {
            if (reader.Given >= 0) Add(GivenConsonants, Given, 0.4);
            if (reader.Family >= 0) Add(FamilyConsonants, Family, 0.4);
        }
        if (reader.Date >= 0)
        {
            Add("birth date", Year | Month | Day, 0);
            Add("year and month", Year | Month, 0);
            Add("year and day", Year | Day, 0);
            Add("month and day", Month | Day, 0.1);
        }
        if (reader.Street >= 0)
        {
            Add("street", Street, 0.3);
            Add("number", Number, 0.1);
        }
        if (reader.Code >= 0) Add("postal code", Code, 0);
        if (reader.Town >= 0) Add("town", Town, 0.3);
        if (reader.EmailSlots.Length > 0) Add("email name", Email, 0.3);
        if (reader.Organisation >= 0)
        {
            Add("company", Organisation, 0.1);
            Add("company word", Organisation, 0.6);
            Add("company beginning", Organisation, 0.6);
        }
        var part = FirstOther;
        for (var i = 0; i < reader.IdentifierSlots.Count; i++, part <<= 1) Add(reader.IdentifierSlots[i].Name, part, 0);
        for (var i = 0; i < reader.AttributeSlots.Count; i++, part <<= 1) Add(reader.AttributeSlots[i].Name, part, 0.2);
        for (var i = 0; i < reader.EmailSlots.Length; i++) Add("email", Email, 0, true);
        for (var i = 0; i < reader.PhoneSlots.Length; i++) Add("phone", Phone, 0, true);
    }

    public IReadOnlyList<BlockingAtom> All => atoms;

    /// <summary>The atoms by which a name and the same name in another script meet; none where that cannot be.</summary>
    public int[] OfAnyScript => [.. Enumerable.Range(0, atoms.Count).Where(a => atoms[a].Name is GivenConsonants or FamilyConsonants)];

    /// <summary>Writes the value of every atom of a row, 0 for a missing one, in the order of <see cref="All"/>.</summary>
    public void Write(ReadOnlySpan<int> row, Span<uint> into)
    {
        var at = 0;
        WriteNames(row, into, ref at);
        if (hasConsonants)
        {
            if (reader.Given >= 0) into[at++] = Consonants(row[reader.Given]);
            if (reader.Family >= 0) into[at++] = Consonants(row[reader.Family]);
        }
        if (reader.Date >= 0) WriteDate(row[reader.Date], into, ref at);
        if (reader.Street >= 0)
        {
            into[at++] = row[reader.Street] == 0 ? 0 : reader.Streets.Key(row[reader.Street]) | 1;
            into[at++] = row[reader.Number] == 0 ? 0 : (uint)(row[reader.Number] >> 5) * Salt | 1;
        }
        if (reader.Code >= 0) into[at++] = reader.Codes.Hash(row[reader.Code]);
        if (reader.Town >= 0) into[at++] = row[reader.Town] == 0 ? 0 : reader.Towns.Key(row[reader.Town]) | 1;
        if (reader.EmailSlots.Length > 0) into[at++] = reader.Emails.Key(row[reader.EmailSlots[0]]);
        if (reader.Organisation >= 0) WriteOrganisation(row[reader.Organisation], into, ref at);
        foreach (var (slot, _, texts) in reader.IdentifierSlots) into[at++] = texts.Hash(row[slot]);
        foreach (var (slot, _, texts) in reader.AttributeSlots) into[at++] = row[slot] == 0 ? 0 : texts.Key(row[slot]) | 1;
        foreach (var slot in reader.EmailSlots) into[at++] = reader.Emails.Hash(row[slot]);
        foreach (var slot in reader.PhoneSlots) into[at++] = reader.Phones.Hash(row[slot]);
    }

    public static uint Join(uint a, uint b) => a == 0 || b == 0 ? 0 : (uint)(((ulong)a << 32 | b) * 0xD6E8FEB86659FD93 >> 32) | 1;

    private void Add(string name, int parts, double robustness, bool isOneOfMany = false) => atoms.Add(new(name, parts, robustness, isOneOfMany));

    private void WriteNames(ReadOnlySpan<int> row, Span<uint> into, ref int at)
    {
        uint family = 0, beginning = 0;
        if (reader.Family >= 0 && row[reader.Family] != 0)
        {
            ref readonly var facts = ref reader.Names[row[reader.Family]];
            family = facts.Sound | 1;
            beginning = ValuePool.Hash(reader.Names.Forms[facts.Core][..Math.Min(3, reader.Names.Forms[facts.Core].Length)]) | 1;
        }
        if (reader.Given >= 0)
        {
            uint given = 0, initial = 0;
            if (row[reader.Given] != 0)
            {
                ref readonly var facts = ref reader.Names[row[reader.Given]];
                var letters = reader.Names.Forms[facts.IsForeign ? facts.Loose : facts.Letters];
                if (letters.Length > 0) initial = letters[0] * Salt;
                if (letters.Length > 1) given = facts.Root != facts.Letters ? reader.Names.Forms.HashOf(facts.Root) | 1 : NicknameRoot(facts, letters);
            }
            into[at++] = BothNames(row);
            into[at++] = given;
            into[at++] = initial;
        }
        if (reader.Family < 0) return;
        into[at++] = family;
        into[at++] = beginning;
    }

    private uint Consonants(int name) => name == 0 ? 0 : reader.Names.Forms.HashOf(reader.Names[name].Skeleton) | 1;

    // The same whichever column a name stands in.
    private uint BothNames(ReadOnlySpan<int> row)
    {
        if (reader.Family < 0 || row[reader.Given] == 0 || row[reader.Family] == 0) return 0;
        uint given = AnyName(row[reader.Given]), family = AnyName(row[reader.Family]);
        return given == 0 || family == 0 ? 0 : Join(Math.Min(given, family), Math.Max(given, family));
    }

    private uint AnyName(int name)
    {
        ref readonly var facts = ref reader.Names[name];
        var letters = reader.Names.Forms[facts.Letters];
        return letters.Length < 2 ? 0 : facts.Root != facts.Letters ? reader.Names.Forms.HashOf(facts.Root) | 1 : NicknameRoot(facts, letters);
    }

    // A root name must also meet its nicknames; an unknown name is represented by its sound.
    private uint NicknameRoot(in NameFacts facts, ReadOnlySpan<char> letters) =>
        Stamgast.Text.Nicknames.Knows(letters) ? reader.Names.Forms.HashOf(facts.Root) | 1 : facts.Sound | 1;

    private static void WriteDate(int date, Span<uint> into, ref int at)
    {
        uint year = (uint)(date / 10000), month = (uint)(date / 100 % 100), day = (uint)(date % 100);
        into[at++] = date == 0 ? 0 : (uint)date * Salt;
        into[at++] = month == 0 ? 0 : (year * 16 + month) * Salt | 1;
        into[at++] = day == 0 ? 0 : (year * 32 + day) * Salt | 1;
        // Day and month swapped must meet too.
        into[at++] = month == 0 || day == 0 ? 0 : (Math.Min(month, day) * 128 + Math.Max(month, day)) * Salt | 1;
    }

    private void WriteOrganisation(int organisation, Span<uint> into, ref int at)
    {
        if (organisation == 0)
        {
            into[at++] = into[at++] = into[at++] = 0;
            return;
        }
        var organisations = reader.Organisations;
        var letters = organisations.LettersOf[organisation];
        into[at++] = organisations.Letters.Key(letters) | 1;
        into[at++] = organisations.Words.Key(organisations.RarestWord(organisation)) | 1;
        var text = organisations.Letters[letters];
        into[at++] = ValuePool.Hash(text[..Math.Min(5, text.Length)]) | 1;
    }
}
