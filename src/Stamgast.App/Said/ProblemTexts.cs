using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.App.Said;

/// <summary>The remark about a refused value, besides its own message.</summary>
public static class ProblemTexts
{
    /// <summary>The field of a problem as a prefix ("Postal code: "); empty for a problem of the whole row.</summary>
    public static string FieldOf(Problem problem, CultureInfo culture) =>
        problem.Field < 0 ? "" : Texts.Get("import.problem.field", culture, problem.Extra
            ?? Texts.Get(CustomerFields.Stored[problem.Field].CaptionKey, culture)) + " ";
}
