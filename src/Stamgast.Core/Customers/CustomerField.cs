namespace Stamgast.Customers;

/// <summary>What kind of value a customer field holds; decides its canonical text (see <see cref="CustomerValues"/>) and its check.</summary>
public enum FieldKind
{
    /// <summary>Free text on one line.</summary>
    Line,
    /// <summary>Free text with line breaks ("\n").</summary>
    Text,
    /// <summary>"person" or "company".</summary>
    Type,
    /// <summary>ISO/IEC 5218: "0" none or not known, "1" male, "2" female, "9" not applicable.</summary>
    Gender,
    /// <summary>ISO 8601 calendar date, "1985-07-30".</summary>
    Date,
    /// <summary>"1" yes, "0" no.</summary>
    Flag,
    /// <summary>One e-mail address as given, the domain in lower case.</summary>
    Email,
    /// <summary>Several e-mail addresses.</summary>
    EmailList,
    /// <summary>One phone number, E.164: "+32486123309".</summary>
    Phone,
    /// <summary>Several phone numbers.</summary>
    PhoneList,
    /// <summary>Several names, such as groups or shops.</summary>
    NameList,
    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    Country,
    /// <summary>BCP 47 in its usual case: "nl", "nl-BE".</summary>
    Language,
    /// <summary>Postal code in the spelling of its country ("3511 AB").</summary>
    PostalCode,
    /// <summary>Enterprise number: ten digits (BE), eight (KvK), else letters and digits only.</summary>
    EnterpriseNumber,
    /// <summary>VAT number with country prefix: "BE0403019261".</summary>
    VatNumber,
    /// <summary>IBAN without spaces, upper case.</summary>
    Iban,
    /// <summary>A web address with its scheme.</summary>
    Website,
}

/// <summary>To which customers a field applies. A value that does not apply is kept and comes back after a conversion.</summary>
public enum FieldScope
{
    Everyone,
    Persons,
    Companies,
}

/// <summary>
/// One field of a customer: its place in the template (<see cref="Ordinal"/>, from 0 at <c>type</c>), its English column name,
/// its kind, the longest value in UTF-16 characters, and the value that it has when nothing assigns it.
/// </summary>
public sealed record CustomerField(int Ordinal, string Name, FieldKind Kind, FieldScope Scope, int MaxLength, string? Default)
{
    /// <summary>True when the field holds several values, which are assigned and compared one by one (D1).</summary>
    public bool IsList => Kind is FieldKind.EmailList or FieldKind.PhoneList or FieldKind.NameList;

    /// <summary>Resource key of its caption.</summary>
    public string CaptionKey => "field." + Name;
}
