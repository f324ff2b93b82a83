using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers.Names;

/// <summary>The groups and responsibles as one page shows them: looked up once, however often it names them.</summary>
public sealed class NamesNow(NameBooks books, Viewer viewer)
{
    private NameBook? groups;
    private NameBook? responsibles;

    public NameBook this[NameKind kind] => kind == NameKind.Group ? groups ??= books[viewer, kind] : responsibles ??= books[viewer, kind];

    /// <summary>The class that gives a name its colour; null: it has none.</summary>
    public string? ColourClass(NameKind kind, string name) => this[kind][name]?.Colour is { } colour ? "c-" + colour : null;
}
