using Stamgast.App.Permissions;
using Stamgast.Kinds;

namespace Stamgast.App.Kinds;

/// <summary>
/// What the program knows of a kind beyond its declaration: where its pages are in the menu, who may open them, and the parts that are its own.
/// </summary>
/// <param name="Menu">The key of its menu entry.</param>
/// <param name="Icon">Of its tile and of its lines among linked records.</param>
public sealed record KindPart(RecordKind Kind, string Menu, string Icon, Permission Read, Permission Edit)
{
    /// <summary>A component below the facts of the page of a record, with the parameter <c>View</c> (<see cref="RecordView"/>); null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>A component in the form, with the parameter <c>Form</c> (<see cref="RecordForm"/>); null for none.</summary>
    public Type? FormPart { get; init; }

    /// <summary>A component above the list of a customer, with the parameters <c>Customer</c> (ID) and <c>List</c>; null for none.</summary>
    public Type? Figures { get; init; }

    /// <summary>A component beside the steps on the page of a record, with the parameter <c>View</c>; null for none.</summary>
    public Type? Acts { get; init; }

    /// <summary>Reads the texts of fields that the form part has, by the ordinal of the field.</summary>
    public Action<KindPart, IFormCollection, IDictionary<int, string?>>? FormReader { get; init; }

    /// <summary>True when it is a tab of its menu entry, and a topic of a customer.</summary>
    public bool IsTopic { get; init; } = true;

    /// <summary>True when people make one themselves.</summary>
    public bool CanBeMade { get; init; } = true;

    /// <summary>The address of its list.</summary>
    public string Path => "/" + Kind.Key;
}
