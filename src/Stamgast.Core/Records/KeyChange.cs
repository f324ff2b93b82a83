namespace Stamgast.Records;

/// <summary>The exact keys of a record, in addition to its ID.</summary>
internal enum KeyKind
{
    Email = 1,
    Group = 2,
}

/// <summary>A lookup key that a row adds to or removes from its record; an empty one is the main e-mail address, as among the values.</summary>
internal readonly record struct KeyChange(KeyKind Kind, string Key, bool Added);
