using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Kinds;

namespace Stamgast.Shops;

/// <summary>A shop: a brand or profile under which an organisation sells, mails and numbers its documents.</summary>
public sealed class ShopKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField Name = F.Line("name", 120, required: true);

    /// <summary>Short, in capitals: the beginning of its numbers.</summary>
    public static readonly KindField Code = F.Line("code", 12, required: true);
    public static readonly KindField Active = F.Flag("active", usual: true);
    public static readonly KindField SenderName = F.Line("sender_name", 120);
    public static readonly KindField SenderEmail = F.Of(FieldKind.Email, "sender_email", 254);
    public static readonly KindField ReplyTo = F.Of(FieldKind.Email, "reply_to", 254);

    /// <summary>The languages in which it writes; English is always one of them.</summary>
    public static readonly KindField Languages = F.Of(FieldKind.NameList, "languages", 200, usual: "en");
    public static readonly KindField InCurrency = F.Line("currency", 3);

    /// <summary>The usual VAT rate in percent.</summary>
    public static readonly KindField VatRate = F.Amount("vat_rate", unit: FieldUnit.Percent);
    public static readonly KindField LegalName = F.Line("legal_name", 200);
    public static readonly KindField Address = F.Text("address", 500, personal: false);
    public static readonly KindField VatNumber = F.Of(FieldKind.VatNumber, "vat_number", 20);
    public static readonly KindField EnterpriseNumber = F.Of(FieldKind.EnterpriseNumber, "enterprise_number", 20);
    public static readonly KindField Iban = F.Of(FieldKind.Iban, "iban", 34);
    public static readonly KindField Bic = F.Line("bic", 11);
    public static readonly KindField Website = F.Of(FieldKind.Website, "website", 300);

    /// <summary>Days until an invoice is due.</summary>
    public static readonly KindField PaymentDays = F.Whole("payment_days");

    /// <summary>The pattern of the numbers of each kind, by the key of the kind (<see cref="NumberSeries"/>).</summary>
    public static readonly KindField Series = F.Map("series", by: GivenBy.Anybody);

    /// <summary>The attachment with the logo.</summary>
    public static readonly KindField Logo = F.Reference("logo", "attachments", by: GivenBy.Steps);
    public static readonly KindField Footer = F.Text("footer", 1000, personal: false);

    /// <summary>The kind.</summary>
    public static readonly ShopKind Instance = new();

    private ShopKind() : base("shops", "shop", F) { }

    /// <inheritdoc />
    public override CarriedName? Carries { get; } = new(Name, CustomerFields.All[CustomerFields.Shops]);

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [Name, Code, SenderEmail, Languages, InCurrency, Active];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> SearchedIn { get; } = [Name, Code];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[Name];

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => values[Name] ?? "";

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[InCurrency] = (values[InCurrency] ?? context.Settings.Currency).ToUpperInvariant();
        values[Code] = values[Code]?.ToUpperInvariant();
        if (values[Code] is { } code && !code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            problems.Add(new FieldProblem(Code, "shop.code", code));
        SettleName(values[Name], was[Name], context, problems);
        var languages = RecordValues.Elements(values[Languages]).Select(l => l.ToLowerInvariant()).Distinct().ToList();
        foreach (var unknown in languages.Where(l => !Language.Texts.Languages.Contains(l)))
            problems.Add(new FieldProblem(Languages, "shop.language", unknown, string.Join(", ", Language.Texts.Languages)));
        values[Languages] = RecordValues.Join([.. languages.Contains("en") ? languages : languages.Prepend("en")]);
        foreach (var (key, pattern) in MapValue.Read(values[Series]))
            if (!NumberSeries.IsPattern(pattern)) problems.Add(new FieldProblem(Series, "shop.series", pattern, key));
    }

    // Customers name their shops, several in one cell.
    private static void SettleName(string? name, string? was, KindContext context, ICollection<FieldProblem> problems)
    {
        if (name is null || string.Equals(name, was, StringComparison.OrdinalIgnoreCase)) return;
        if (name.Contains('|', StringComparison.Ordinal)) problems.Add(new FieldProblem(Name, "shop.name.bar", name));
        else if (ShopNames.Of(context.Reader, context.Engine)?.All.Contains(name, StringComparer.OrdinalIgnoreCase) == true)
            problems.Add(new FieldProblem(Name, "shop.name.taken", name));
    }
}
