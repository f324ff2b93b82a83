namespace Stamgast.ExtraFields;

/// <summary>The customers an extra field applies to. A value that does not apply is kept.</summary>
public enum ExtraScope
{
    Everyone = 0,
    Persons = 1,
    Companies = 2,
}
