namespace Stamgast.ExtraFields;

/// <summary>Where an extra field is shown. Import, export and history have all of them.</summary>
[Flags]
public enum ExtraPlaces
{
    None = 0,
    /// <summary>In the form of a customer.</summary>
    Form = 1,
    /// <summary>Among the details of a customer.</summary>
    Details = 2,
    /// <summary>Offered as a column of the list.</summary>
    List = 4,
    /// <summary>Offered as a filter of the list.</summary>
    Filter = 8,
    All = Form | Details | List | Filter,
}
