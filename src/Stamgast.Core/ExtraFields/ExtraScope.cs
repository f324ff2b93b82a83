namespace Stamgast.ExtraFields;

/// <summary>Which customers are asked for an extra field. A value that does not apply is kept.</summary>
public enum ExtraScope
{
    Everyone = 0,
    Persons = 1,
    Companies = 2,
}
