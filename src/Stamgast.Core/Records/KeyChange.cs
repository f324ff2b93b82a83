namespace Stamgast.Records;

/// <summary>By what a record is looked up exactly, beside its ID.</summary>
internal enum KeyKind
{
    Email = 1,
    Group = 2,
}

/// <summary>A lookup key that a row adds to or takes from its record; an empty one is the main e-mail address, as it stands among the values.</summary>
internal readonly record struct KeyChange(KeyKind Kind, string Key, bool Added);
