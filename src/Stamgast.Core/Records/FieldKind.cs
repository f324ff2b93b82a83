namespace Stamgast.Records;

/// <summary>The kind of value in a field. It decides the canonical text of the value, its check and its column.</summary>
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
    /// <summary>Enterprise number: ten digits (BE), eight (KvK), otherwise letters and digits only.</summary>
    EnterpriseNumber,
    /// <summary>VAT number with country prefix: "BE0403019261".</summary>
    VatNumber,
    /// <summary>IBAN without spaces, upper case.</summary>
    Iban,
    /// <summary>A web address with its scheme.</summary>
    Website,
    /// <summary>A time of day, 24 hours: "09:30".</summary>
    Time,
    /// <summary>A whole number without leading zeros: "42", "-3". Within the range of a long.</summary>
    Whole,
    /// <summary>The ID of another record: "17". The kind of that record is in <see cref="RecordShape.References"/>.</summary>
    Reference,
    /// <summary>
    /// Several values, each under an ID of its own (the lines of an order, extra fields), assigned and compared ID by ID: a JSON object of texts,
    /// with its names in ordinal order ({"1":"Chair","2":"Table"}). See <see cref="MapValue"/>.
    /// </summary>
    Map,
    /// <summary>An exact amount or quantity with four decimals: "423.1500", "-0.5000". Stored as a whole number of ten-thousandths.</summary>
    Amount,
    /// <summary>One of the codes of its field, such as a state: "draft".</summary>
    Choice,
    /// <summary>A moment, UTC, to the second: "2026-11-30T14:02:31Z".</summary>
    Moment,
}
