namespace Stamgast.Settings;

/// <summary>Which fields a customer must have; judged on new customers and changed values only.</summary>
public enum RequiredPreset
{
    /// <summary>A name.</summary>
    Open,

    /// <summary>Person: first name, last name, e-mail, language. Company: company name, language.</summary>
    Basic,

    /// <summary>A number, or first and last name; a company its name.</summary>
    Numbered,

    /// <summary>As <see cref="Basic"/>, and the gender of a person.</summary>
    Ticketing,
}
