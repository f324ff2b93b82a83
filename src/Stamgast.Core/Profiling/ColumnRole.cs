namespace Stamgast.Profiling;

/// <summary>What a column holds, as far as finding duplicates goes.</summary>
public enum ColumnRole
{
    /// <summary>Says nothing about who the row is: notes, dates of registration, empty columns.</summary>
    Ignored,
    /// <summary>The number of the row itself; names the rows in the output, never compared.</summary>
    RowId,
    GivenName,
    FamilyName,
    /// <summary>A whole name in one cell, of a person or a company.</summary>
    FullName,
    Organisation,
    BirthDate,
    BirthYear,
    BirthMonth,
    BirthDay,
    Email,
    Phone,
    /// <summary>A street, perhaps with the number behind or before it.</summary>
    Street,
    HouseNumber,
    /// <summary>A second address line.</summary>
    AddressLine,
    PostalCode,
    City,
    /// <summary>VAT or enterprise number.</summary>
    CompanyNumber,
    Iban,
    /// <summary>Any other number or code that belongs to one customer, such as a social security number.</summary>
    Identifier,
    /// <summary>A short value that many share, such as gender, language or occupation: weighs little, and is learned.</summary>
    Attribute,
}
