using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.App.Said;

/// <summary>What is said of a value that is refused, besides its own words.</summary>
public static class ProblemWords
{
    /// <summary>The field of a problem as it stands before its words ("Postal code: "); nothing for one of the whole row.</summary>
    public static string FieldOf(Problem problem, CultureInfo culture) =>
        problem.Field < 0 ? "" : Texts.Get("import.problem.field", culture, problem.Extra ?? Texts.Get(CustomerFields.Stored[problem.Field].CaptionKey, culture)) + " ";
}
