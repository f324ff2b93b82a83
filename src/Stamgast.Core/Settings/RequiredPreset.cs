namespace Stamgast.Settings;

/// <summary>The required fields of a customer; one setting.</summary>
public enum RequiredPreset
{
    /// <summary>A name of any kind.</summary>
    Open,
    /// <summary>A person's first name, last name, e-mail and language; a company's name and language.</summary>
    Basic,
    /// <summary>A person's number, or else first and last name; a company's name.</summary>
    Numbered,
    /// <summary>As <see cref="Basic"/>, and a person's gender (0 = none is enough).</summary>
    Ticketing,
}
