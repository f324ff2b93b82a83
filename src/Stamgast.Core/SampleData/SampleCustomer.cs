using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.SampleData;

/// <summary>
/// An invented customer. <see cref="Entity"/> says who it really is: two customers of one entity are duplicates;
/// <see cref="DuplicateOf"/> is the id of the customer that this one repeats, <see cref="Errors"/> names what differs ("typo_last+moved").
/// </summary>
public sealed record SampleCustomer(CustomerValues Values, long Entity, long? DuplicateOf, string Errors)
{
    /// <summary>The header of a truth file, used to judge the duplicates that a program finds.</summary>
    public const string TruthHeader = "id,entity,duplicate_of,errors";

    /// <summary>This customer's line of the truth file.</summary>
    public string TruthLine(long id) => string.Create(CultureInfo.InvariantCulture, $"{id},{Entity},{DuplicateOf},{Errors}");
}
