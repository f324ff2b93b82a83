using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>
/// One value that a change alters: what it was and what it becomes (canonical texts, null is empty). For a list field the two
/// are the elements removed and the elements added. <see cref="Field"/> is the field's ordinal, or <see cref="Trashed"/>.
/// </summary>
public readonly record struct FieldChange(int Field, string? Before, string? After)
{
    /// <summary>Stands for "is in the trash", which is a value like any other: "1" or "0".</summary>
    public const int Trashed = -1;

    /// <summary>The name under which it stands in a payload.</summary>
    public string Name => Field == Trashed ? "trashed" : CustomerFields.All[Field].Name;

    public bool IsList => Field >= 0 && CustomerFields.All[Field].IsList;
}
