namespace Stamgast.Settings;

/// <summary>Under which letter "de Bakker" stands in a list.</summary>
public enum NameOrder
{
    /// <summary>Under D, as in Belgium: the whole name.</summary>
    FullName,

    /// <summary>Under B, as in the Netherlands: the core word, the particle after it.</summary>
    CoreWord,
}
