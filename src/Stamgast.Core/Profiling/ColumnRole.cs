namespace Stamgast.Profiling;

/// <summary>The content of a column, for finding duplicates.</summary>
public enum ColumnRole
{
    /// <summary>Does not identify the row: notes, registration dates, empty columns.</summary>
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
    /// <summary>A street, perhaps with the number before or after it.</summary>
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
