namespace Stamgast.Importing.Mending;

/// <summary>What the program mends in a file, or finds that it cannot mend. Each is proposed per column and can be switched off.</summary>
public enum RepairKind
{
    /// <summary>Letters that went through a wrong encoding, once or more: "ZoÃ«" is "Zoë".</summary>
    Mojibake,

    /// <summary>A postal code whose first zero a spreadsheet dropped: 1067 in Germany is 01067.</summary>
    LostZero,

    /// <summary>A date that a spreadsheet shows as a number of days: 31258 is 1985-07-30.</summary>
    SerialDate,

    /// <summary>A number written as 1,00003861E+08 of which all digits are still there.</summary>
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

    /// <summary>A number written as 1,00009E+08 whose last digits are gone; such a cell is refused.</summary>
    LostDigits,

    /// <summary>A letter that was lost before the file came here and shows as "�"; named, kept as it is.</summary>
    LostLetters,

    /// <summary>Several e-mail addresses, phone numbers or other values in a cell for one: the first is taken, the others go to the lists beside it or to the notes.</summary>
    SeveralValues,

    /// <summary>A second line of an address that is no box number; it goes to the notes.</summary>
    SecondLine,

    /// <summary>A text that says that there is nothing: "NULL", "n/a", "-". It is read as empty.</summary>
    EmptyWords,

    /// <summary>An error that a spreadsheet left in the place of a value: "#REF!". Nothing is read, so that what a customer has stays.</summary>
    SheetErrors,

    /// <summary>A cell that has lost letters and otherwise says what the customer has, which stays: "?ukasz" beside "Łukasz".</summary>
    KeptLetters,

    /// <summary>Characters that a web program wrote by their names: "Ren&amp;eacute;e" is "Renée".</summary>
    Entities,

    /// <summary>What an advertisement puts before a value to say what it is: "p:" before a phone number, "z:" before a postal code.</summary>
    Prefixes,

    /// <summary>A date in the place of a house number, a box or a customer number: a spreadsheet made it of something like "3-5". It is not read.</summary>
    SheetDates,

    /// <summary>A cell that a spreadsheet damaged when it was saved, and of which the customer has the value as it was, which stays: 12 beside 00012.</summary>
    SheetDamage,

    /// <summary>What is said beside a last or first name in its own column: "Schmidt (†)". It goes to the notes.</summary>
    BesideName,
}
