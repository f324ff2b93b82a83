using Stamgast.Formats;

namespace Stamgast.Kinds;

/// <summary>Declares the fields of a kind one after the other; the place in the list is the ordinal.</summary>
public sealed class FieldList
{
    private const int LongestId = 19;

    private readonly List<KindField> all = [];

    /// <summary>The fields so far, by ordinal.</summary>
    public IReadOnlyList<KindField> All => all;

    /// <summary>A text on one line.</summary>
    public KindField Line(string name, int longest = 200, bool required = false, bool personal = false, GivenBy by = GivenBy.Anybody) =>
        Add(new KindField(all.Count, name, FieldKind.Line, longest, null) { IsRequired = required, IsPersonal = personal, By = by });

    /// <summary>A text of several lines.</summary>
    public KindField Text(string name, int longest = 4000, bool personal = true, GivenBy by = GivenBy.Anybody) =>
        Add(new KindField(all.Count, name, FieldKind.Text, longest, null) { IsPersonal = personal, By = by });

    /// <summary>A calendar date.</summary>
    public KindField Date(string name, bool required = false, GivenBy by = GivenBy.Anybody) =>
        Add(new KindField(all.Count, name, FieldKind.Date, 10, null) { IsRequired = required, By = by });

    /// <summary>A moment.</summary>
    public KindField Moment(string name, GivenBy by = GivenBy.Rules) => Add(new KindField(all.Count, name, FieldKind.Moment, 20, null) { By = by });

    /// <summary>An amount or percentage.</summary>
    public KindField Amount(string name, bool required = false, GivenBy by = GivenBy.Anybody, FieldUnit unit = FieldUnit.None) =>
        Add(new KindField(all.Count, name, FieldKind.Amount, Formats.Amount.Longest, null) { IsRequired = required, By = by, Unit = unit });

    /// <summary>A whole number.</summary>
    public KindField Whole(string name, GivenBy by = GivenBy.Anybody, FieldUnit unit = FieldUnit.None) =>
        Add(new KindField(all.Count, name, FieldKind.Whole, LongestId, null) { By = by, Unit = unit });

    /// <summary>Yes or no.</summary>
    public KindField Flag(string name, bool usual = false) => Add(new KindField(all.Count, name, FieldKind.Flag, 1, usual ? "1" : "0"));

    /// <summary>One of some codes.</summary>
    /// <param name="usual">The code of a new record; null for none.</param>
    public KindField Choice(string name, IReadOnlyList<string> codes, string? usual, GivenBy by = GivenBy.Anybody) =>
        Add(new KindField(all.Count, name, FieldKind.Choice, 30, usual) { Choices = codes, By = by, IsRequired = usual is not null });

    /// <summary>A value of another kind of field: an e-mail address, a country, an IBAN.</summary>
    public KindField Of(FieldKind kind, string name, int longest, bool required = false, bool personal = false, string? usual = null) =>
        Add(new KindField(all.Count, name, kind, longest, usual) { IsRequired = required, IsPersonal = personal });

    /// <summary>The ID of a record of another kind.</summary>
    public KindField Reference(string name, string to, bool required = false, bool blocks = false, GivenBy by = GivenBy.Anybody) =>
        Add(new KindField(all.Count, name, FieldKind.Reference, LongestId, null) { To = to, IsRequired = required, Blocks = blocks, By = by });

    /// <summary>The ID of a user.</summary>
    public KindField User(string name) => Add(new KindField(all.Count, name, FieldKind.Whole, LongestId, null) { IsUser = true });

    /// <summary>Values by ID, such as the lines of an order.</summary>
    public KindField Map(string name, bool personal = false, GivenBy by = GivenBy.Steps) =>
        Add(new KindField(all.Count, name, FieldKind.Map, int.MaxValue, null) { IsPersonal = personal, By = by });

    /// <summary>An amount that follows from the other values (<see cref="RecordKind.Derive"/>).</summary>
    public KindField Total(string name) => Derived(new KindField(all.Count, name, FieldKind.Amount, Formats.Amount.Longest, null));

    /// <summary>A date that follows from the other values.</summary>
    public KindField DerivedDate(string name) => Derived(new KindField(all.Count, name, FieldKind.Date, 10, null));

    /// <summary>A text that follows from the other values.</summary>
    public KindField DerivedLine(string name, int longest) => Derived(new KindField(all.Count, name, FieldKind.Line, longest, null));

    /// <summary>One of some codes, which follows from the other values.</summary>
    public KindField DerivedChoice(string name, IReadOnlyList<string> codes) =>
        Derived(new KindField(all.Count, name, FieldKind.Choice, 30, null) { Choices = codes });

    private KindField Derived(KindField field) => Add(field with { By = GivenBy.Rules, IsDerived = true });

    private KindField Add(KindField field)
    {
        field = field with { CaptionKey = "record.field." + field.Name };
        all.Add(field);
        return field;
    }
}
