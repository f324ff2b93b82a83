namespace Stamgast.Kinds;

/// <summary>
/// A declared kind of record: its fields, states and steps, and the rules of its own. Forms, lists, verbs, imports and exports follow from the
/// declaration; what is special about a kind stands in its folder.
/// </summary>
public abstract class RecordKind
{
    private static readonly IReadOnlyDictionary<string, string> NoColumns = new Dictionary<string, string>();

    /// <inheritdoc cref="RecordShape(int, string, string, IReadOnlyList{RecordField})" />
    protected RecordKind(string key, string table, FieldList fields)
    {
        Fields = fields.All;
        Shape = new KindShape(this, KindNumbers.Of(key), key, table, fields.All);
        Customer = By("customer");
        Number = By("number");
        NumberKey = By("number_key");
        State = By("state");
        Shop = By("shop");
        Date = By("date");
        Currency = By("currency");
        AssignedTo = By("assignee");
        IssuedTo = By("issued_to");
    }

    /// <summary>The shape under which its records are stored.</summary>
    public KindShape Shape { get; }

    /// <summary>Its name in addresses, files and commands: "orders". Its texts are <c>kind.KEY</c>, <c>kind.KEY.one</c>.</summary>
    public string Key => Shape.Key;

    /// <summary>Its fields, by ordinal.</summary>
    public IReadOnlyList<KindField> Fields { get; }

    /// <summary>The customer to whom a record belongs; null for a kind without customers.</summary>
    public KindField? Customer { get; }

    /// <summary>The number that people use for a record.</summary>
    public KindField? Number { get; }

    /// <summary>The shop and the number: "3:WEB-2026-0412". No two records outside the trash have the same.</summary>
    public KindField? NumberKey { get; }

    /// <summary>The state, one of <see cref="States"/>.</summary>
    public KindField? State { get; }

    public KindField? Shop { get; }

    /// <summary>The date of the record itself, which is not that of its creation.</summary>
    public KindField? Date { get; }

    public KindField? Currency { get; }

    /// <summary>The user who has to see to it: its list then has *mine*.</summary>
    public KindField? AssignedTo { get; }

    /// <summary>The customer as they were when the document was issued: a map by field name.</summary>
    public KindField? IssuedTo { get; }

    /// <summary>The states, in the order of the usual path.</summary>
    public virtual IReadOnlyList<KindState> States => [];

    /// <summary>The steps between the states.</summary>
    public virtual IReadOnlyList<StateStep> Steps => [];

    /// <summary>True when a record gets its number as soon as it is made.</summary>
    public virtual bool IsNumberedAtOnce => false;

    /// <summary>What tells its numbers from those of other kinds in the same shop: "O" for offers, empty for orders.</summary>
    public virtual string NumberLetter => "";

    /// <summary>True when it cannot be made for an inactive customer, nor be given to one.</summary>
    public virtual bool NeedsActiveCustomer => false;

    /// <summary>The columns of a list, in order; the customer is added where the list is not of one customer.</summary>
    public abstract IReadOnlyList<KindField> Columns { get; }

    /// <summary>The choice whose values are chips of its list, such as the medium of conversations; null for none.</summary>
    public virtual KindField? ListedBy => null;

    /// <summary>The texts in which the list of one customer is searched, beside the number; that of all for a kind without customers.</summary>
    public virtual IReadOnlyList<KindField> SearchedIn => [];

    /// <summary>Columns that sum up other records (<see cref="RecordTally"/>), which lists read beside the fields.</summary>
    public virtual IReadOnlyList<string> SummedUp => [];

    /// <summary>Columns of other kinds that sum up these records.</summary>
    public virtual IReadOnlyList<RecordTally> Tallies => [];

    /// <summary>The record of another kind to which these belong, and whose customer they have; null for none.</summary>
    public virtual FollowedRecord? HangsOn => null;

    /// <summary>How customers name these records; null when they do not.</summary>
    public virtual CarriedName? Carries => null;

    /// <summary>The state as SQL, with the alias c, where it also depends on what other records sum up: an invoice is paid when nothing is open.</summary>
    public virtual string StateSql => "c." + State!.Name;

    /// <summary>The stored states that <see cref="StateSql"/> may show as this one.</summary>
    public virtual IReadOnlyList<string> StoredAs(string state) => [state];

    /// <summary>The state of a record in a list, with what other records sum up.</summary>
    public virtual KindState? ShownState(Lists.RecordRow row) => StateOf(row.State.Values);

    /// <summary>The value of a field for people, with what other records sum up: the goods of a delivered order may have come back.</summary>
    public virtual string? Shown(KindField field, Lists.RecordRow row) => row[field];

    /// <summary>True for a value that stands out in a list, such as goods that came back.</summary>
    public virtual bool IsWarning(KindField field, Lists.RecordRow row) => false;

    /// <summary>What else is to be said beside the state, such as "overdue".</summary>
    /// <param name="today">"2026-11-30".</param>
    public virtual IEnumerable<RecordSign> Signs(Lists.RecordRow row, string today) => [];

    /// <summary>The names of its special conditions, such as "overdue": chips of its list, with the texts <c>special.KEY</c>.</summary>
    public virtual IReadOnlyList<string> Specials => [];

    /// <summary>A special condition as SQL, with the alias c; null for an unknown one.</summary>
    /// <param name="today">"2026-11-30".</param>
    public virtual string? Special(string name, string today) => null;

    /// <summary>The records that lists and topics mark with a dot; null for none.</summary>
    public virtual RecordMark? Mark => null;

    /// <summary>The states of records that a form offers for a field that points at them; none for all.</summary>
    public virtual IReadOnlyList<string> StatesOffered(KindField field) => [];

    /// <summary>The record's name for people; null without one.</summary>
    public virtual string? NameOf(RecordValues values) => Number is { } number ? values[number] : null;

    /// <summary>The place of a record in a list, newest last: its date and number.</summary>
    public virtual string OrderOf(RecordValues values) =>
        $"{(Date is { } date ? values[date] : null) ?? "0000-00-00"} {(Number is { } number ? values[number] : null)}";

    /// <summary>Makes the fields that follow from the others, such as totals. It takes nothing but the values: undo and redo run it too.</summary>
    public virtual void Derive(RecordValues values) { }

    /// <summary>Sets what else is known with the given values, and checks what belongs together. Runs whenever values were given, by whatever door.</summary>
    /// <param name="values">The values to be stored; each is canonical by itself.</param>
    /// <param name="was">The values before; blank for a new record.</param>
    public virtual void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems) { }

    /// <summary>True when a field can no longer be edited, such as the lines of a booked invoice.</summary>
    public virtual bool IsFixed(KindField field, RecordValues values) => false;

    /// <summary>What a new record of a file says that cannot be, such as a credit note of somebody else's invoice.</summary>
    internal virtual IEnumerable<FieldProblem> Unbelievable(RecordValues values, KindContext context) => [];

    /// <summary>True when <see cref="IsFixed"/> may be true.</summary>
    public virtual bool HasFixed => false;

    /// <summary>True for a document that cannot be a draft again once it was issued, such as an invoice: no undo makes it one.</summary>
    public virtual bool StaysIssued => false;

    /// <summary>For a kind without a number: the fields of its natural keys by one of which records are looked up that a row of a file may be about.</summary>
    public virtual IReadOnlyList<KindField> NaturalKeyFields => [];

    /// <summary>The field by which files name a record: its number, or the name of a family; null without one.</summary>
    public KindField? NamedBy => Number ?? (NaturalKeyFields is [{ Kind: FieldKind.Line } name] ? name : null);

    /// <summary>
    /// For a kind without a number: the natural keys of a record in a file, such as company and e-mail address. A row is about the record that has the first
    /// of its own keys which any record has. Customers are those that represent them.
    /// </summary>
    /// <param name="isRow">True for the values of a row, false for those of a record.</param>
    public virtual IEnumerable<string> NaturalKeys(RecordValues values, bool isRow) => [];

    /// <summary>Columns that other programs use in files, by their letters and digits in lower case, each with the name of its field.</summary>
    public virtual IReadOnlyDictionary<string, string> FileColumns => NoColumns;

    /// <summary>
    /// Completes what a row of a file gives, as typed, by ordinal: "paid" as a status, the state of what other programs have issued. A field that is left
    /// out stays as it is.
    /// </summary>
    /// <param name="was">The values so far; blank for a new record.</param>
    /// <param name="id">Of the record; null for a new one.</param>
    public virtual void Arriving(IDictionary<int, string?> given, RecordValues was, long? id, KindContext context) { }

    /// <summary>Why a step that its state allows cannot be done now; null when it can.</summary>
    public virtual Refusal? Refuses(StateStep step, RecordState record, KindContext context) => null;

    /// <summary>The records that keep a step from being taken, each with a link on the page; what <see cref="Refuses"/> says is why.</summary>
    public virtual IReadOnlyList<Changes.Blocker> Blocking(StateStep step, RecordState record, KindContext context) => [];

    /// <summary>Fills in what follows from the given values on the form of a new record, such as the address of the customer; given values stay.</summary>
    public virtual void Suggest(RecordValues values, KindContext context) { }

    /// <summary>Sets what else a step changes.</summary>
    public virtual void Stepped(StateStep step, RecordValues values, KindContext context) { }

    /// <summary>Why a record cannot go to the trash; null when it can. A record in a state that is no draft may have to be cancelled instead.</summary>
    public virtual Refusal? RefusesTrash(RecordState record) => null;

    /// <summary>The state of a record; null for a kind without states, or an unknown one.</summary>
    public KindState? StateOf(RecordValues values) => State is { } field ? States.FirstOrDefault(s => s.Code == values[field]) : null;

    /// <summary>The field with this name; null without one.</summary>
    public KindField? By(string name) => (KindField?)Shape.ByName(name);
}
