namespace Stamgast.Importing.Mending;

/// <summary>The kinds of damage that the program repairs in a file, or only reports. Each is proposed per column and can be switched off.</summary>
public enum RepairKind
{
    /// <summary>Letters that went through a wrong encoding, once or more: "ZoÃ«" is "Zoë".</summary>
    Mojibake,

    /// <summary>A postal code whose leading zero a spreadsheet dropped: 1067 in Germany is 01067.</summary>
    LostZero,

    /// <summary>A date that a spreadsheet shows as a number of days: 31258 is 1985-07-30.</summary>
    SerialDate,

    /// <summary>A number written as 1,00003861E+08 that still has all its digits.</summary>
    Exponent,

    /// <summary>First and last name in one cell.</summary>
    SplitName,

    /// <summary>An address, or street and number, in one cell.</summary>
    SplitAddress,

    /// <summary>A phone number without the code of its country.</summary>
    PhonePrefix,

    /// <summary>A year of two digits.</summary>
    TwoDigitYear,

    /// <summary>Words for gender, language, country, type or yes and no.</summary>
    Words,

    /// <summary>A number written as 1,00009E+08 that has lost its last digits; such a cell is refused.</summary>
    LostDigits,

    /// <summary>A letter lost before the file arrived, shown as "�"; reported and kept as it is.</summary>
    LostLetters,

    /// <summary>
    /// Several e-mail addresses, phone numbers or other values in a cell for one: the first is used, the others go to the corresponding lists or to
    /// the notes.
    /// </summary>
    SeveralValues,

    /// <summary>A second address line that is not a box number; it goes to the notes.</summary>
    SecondLine,

    /// <summary>A text that means "nothing": "NULL", "n/a", "-". It is read as empty.</summary>
    EmptyWords,

    /// <summary>An error that a spreadsheet left in place of a value: "#REF!". It is not read, so the customer's value stays.</summary>
    SheetErrors,

    /// <summary>A cell that has lost letters and otherwise equals the customer's value, which stays: "?ukasz" beside "Łukasz".</summary>
    KeptLetters,

    /// <summary>Characters that a web program wrote by their names: "Ren&amp;eacute;e" is "Renée".</summary>
    Entities,

    /// <summary>The prefix that an advertisement puts before a value to name it: "p:" before a phone number, "z:" before a postal code.</summary>
    Prefixes,

    /// <summary>
    /// A date in place of a house number, a box or a customer number: a spreadsheet made it from something like "3-5". It is not read.
    /// </summary>
    SheetDates,

    /// <summary>
    /// A cell that a spreadsheet damaged when the sheet was saved, while the customer has the original value, which stays: 12 beside 00012.
    /// </summary>
    SheetDamage,

    /// <summary>A remark beside a last or first name in its own column: "Schmidt (†)". It goes to the notes.</summary>
    BesideName,
}
