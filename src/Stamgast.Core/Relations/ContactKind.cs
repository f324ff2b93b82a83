using Stamgast.Kinds;

namespace Stamgast.Relations;

/// <summary>A person at a company, with a function there.</summary>
public sealed class ContactKind : RecordKind
{
    private static readonly FieldList F = new();

    /// <summary>The company.</summary>
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true);
    public static readonly KindField FirstName = F.Line("first_name", 100, personal: true);
    public static readonly KindField LastName = F.Line("last_name", 100, personal: true);
    public static readonly KindField Function = F.Line("function", 100);
    public static readonly KindField EmailAddress = F.Of(FieldKind.Email, "email", 254, personal: true);
    public static readonly KindField PhoneNumber = F.Of(FieldKind.Phone, "phone", 20, personal: true);
    public static readonly KindField OfLanguage = F.Of(FieldKind.Language, "language", 12);

    /// <summary>The same person as a customer.</summary>
    public static readonly KindField Person = F.Reference("person", "customers");
    public static readonly KindField Main = F.Flag("main");
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>The kind.</summary>
    public static readonly ContactKind Instance = new();

    private ContactKind() : base("contacts", "contact", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [FirstName, LastName, Function, EmailAddress, PhoneNumber, Main];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) =>
        string.Join(' ', new[] { values[FirstName], values[LastName] }.OfType<string>()) is { Length: > 0 } name ? name : values[EmailAddress];

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => $"{(values[Main] == "1" ? "1" : "0")} {values[LastName]} {values[FirstName]}";

    /// <inheritdoc />
    public override IReadOnlyList<KindField> NaturalKeyFields { get; } = [OfCustomer];

    /// <summary>The company with the e-mail address; with the name, where the row or the record has no address.</summary>
    public override IEnumerable<string> NaturalKeys(RecordValues values, bool isRow)
    {
        if (values[OfCustomer] is not { } company) yield break;
        var name = Text.Folding.Letters($"{values[FirstName]} {values[LastName]}");
        var address = values[EmailAddress];
        if (address is not null)
        {
            var email = Formats.EmailAddress.Key(address);
            yield return $"{company} {name} mail {email}";
            // Several people have info@.
            if (name.Length == 0 || !Formats.EmailAddress.IsRole(address)) yield return $"{company} mail {email}";
        }
        if (name.Length == 0) yield break;
        if (!isRow || address is null) yield return $"{company} name {name}";
        if (isRow != address is null) yield return $"{company} only name {name}";
    }

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        if (NameOf(values) is null) problems.Add(new FieldProblem(LastName, "record.missing", ""));
    }
}
