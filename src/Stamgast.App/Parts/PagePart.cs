using Microsoft.AspNetCore.Components;
using Stamgast.App.Serving;

namespace Stamgast.App.Parts;

/// <summary>Available on every page and shared part: the visit, for texts, numbers and dates in the reader's language.</summary>
public abstract class PagePart : ComponentBase
{
    [Inject] public Visit Visit { get; set; } = null!;

    /// <summary>The text of a key.</summary>
    protected string T(string key, params object?[] arguments) => Visit.T(key, arguments);

    /// <summary>The text of <c>key.one</c> or <c>key.other</c> by number.</summary>
    protected string Many(string key, long number, params object?[] more) => Visit.Many(key, number, more);

    /// <summary>A whole number as the reader writes it.</summary>
    protected string N(long number) => Visit.N(number);
}
