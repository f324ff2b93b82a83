using Stamgast.Text;

namespace Stamgast.Importing.Comparing;

/// <summary>Whether two names may be those of one company: another spelling, with or without its legal form, or shortened.</summary>
internal static class CompanyNames
{
    private const int ShortestWithErrors = 5;
    private const int ShortestWithTwoErrors = 10;

    /// <summary>True for names that are the same but for legal forms, spaces and typing errors, and where one has all the words of the other.</summary>
    public static bool AreAlike(string one, string other)
    {
        var (a, b) = (LegalForms.Without(Folding.Fold(one)), LegalForms.Without(Folding.Fold(other)));
        if (a.Length == 0 || b.Length == 0) return a.Length == b.Length;
        if (IsSpelled(a.Replace(" ", "", StringComparison.Ordinal), b.Replace(" ", "", StringComparison.Ordinal))) return true;
        var (shorter, longer) = (a.Split(' '), b.Split(' '));
        if (shorter.Length > longer.Length) (shorter, longer) = (longer, shorter);
        return shorter.Any(w => w.Length > 1) && shorter.All(word => longer.Any(w => IsSpelled(word, w)));
    }

    private static bool IsSpelled(string one, string other)
    {
        if (one == other) return true;
        var shortest = Math.Min(one.Length, other.Length);
        var errors = shortest >= ShortestWithTwoErrors ? 2 : shortest >= ShortestWithErrors ? 1 : 0;
        return errors > 0 && Math.Abs(one.Length - other.Length) <= errors && EditDistance.Of(one, other, errors) <= errors;
    }
}
