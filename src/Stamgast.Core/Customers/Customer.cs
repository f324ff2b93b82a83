namespace Stamgast.Customers;

/// <summary>
/// A customer as stored in the database: every field of <see cref="CustomerFields"/>, and Stamgast's own data about it. Read it freely; only
/// <c>Apply</c> writes it.
/// </summary>
public sealed class Customer
{
    /// <summary>System ID: 1..N in order of creation, never reused.</summary>
    public long Id { get; set; }

    /// <summary>Counts the changes of this customer, from 1.</summary>
    public int Version { get; set; }

    /// <summary>In the trash: hidden everywhere else, and brought back by undo.</summary>
    public bool Trashed { get; set; }

    /// <summary>The customer into which this one was merged, if any (D3).</summary>
    public long? MergedInto { get; set; }

    /// <summary>Sorts on the core word first ("bakker..."), the Dutch convention.</summary>
    public string SortCore { get; set; } = "";

    /// <summary>Sorts on the full name ("debakker..."), the Belgian convention.</summary>
    public string SortFull { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime ChangedAt { get; set; }

    public string Type { get; set; } = "person";
    public string? Number { get; set; }
    public string? Salutation { get; set; }
    public string? FirstName { get; set; }
    public string? Particle { get; set; }
    public string? LastName { get; set; }
    public short Gender { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? CompanyName { get; set; }
    public string? EnterpriseNumber { get; set; }
    public string? VatNumber { get; set; }
    public string? Email { get; set; }
    public string? OtherEmails { get; set; }
    public string? Phone { get; set; }
    public string? Mobile { get; set; }
    public string? OtherPhones { get; set; }
    public string? Street { get; set; }
    public string? HouseNumber { get; set; }
    public string? Box { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public string? DeliveryStreet { get; set; }
    public string? DeliveryHouseNumber { get; set; }
    public string? DeliveryBox { get; set; }
    public string? DeliveryPostalCode { get; set; }
    public string? DeliveryCity { get; set; }
    public string? DeliveryCountry { get; set; }
    public string? Language { get; set; }
    public string? Groups { get; set; }
    public string? Label { get; set; }
    public string? Shops { get; set; }
    public string? Iban { get; set; }
    public string? Website { get; set; }
    public bool Newsletter { get; set; }
    public bool ObfuscateEnabled { get; set; }
    public bool AllowMerge { get; set; }
    public bool Active { get; set; }
    public DateOnly? CustomerSince { get; set; }
    public string? Notes { get; set; }

    /// <summary>The values of extra fields by the ID of their definition, as a JSON object of texts.</summary>
    public string? Extra { get; set; }
}
