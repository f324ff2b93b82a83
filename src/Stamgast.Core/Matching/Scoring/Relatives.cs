using Stamgast.Comparing;
using Stamgast.Comparing.Names;

namespace Stamgast.Matching.Scoring;

/// <summary>
/// The evidence that two people are relatives who are nearly alike: twins with one birth date and two first names, father and son with one name. Both
/// are rarer than one customer entered twice, and far more frequent than chance.
/// </summary>
internal sealed class Relatives
{
    // One birth in sixty is one of twins; about as many sons are called like their father.
    private const double Rare = 6;

    private readonly int given;
    private readonly int family;
    private readonly int birth;
    private readonly int generation;
    private readonly MatchModel model;

    public Relatives(MatchModel model)
    {
        this.model = model;
        (given, family, birth, generation) = (IndexOf(model, "first_name"), IndexOf(model, "last_name"), IndexOf(model, "birth_date"),
            IndexOf(model, "generation"));
    }

    /// <summary>The evidence for a pair so far.</summary>
    public struct Found
    {
        public int GivenLevel;
        public int FamilyLevel;
        public double GivenBits;
        public int BirthLevel;
        public bool AreGenerations;
        public double BirthBits;
    }

    /// <summary>Adds the result of a comparison.</summary>
    public void Take(int comparison, int level, double bits, ref Found found)
    {
        if (comparison == given) (found.GivenLevel, found.GivenBits) = (level, bits);
        else if (comparison == generation) found.AreGenerations = level == GenerationComparison.Differ;
        else if (comparison == birth) (found.BirthLevel, found.BirthBits) = (level, bits);
    }

    /// <summary>Adds the result of a comparison of what families share.</summary>
    public void TakeFamily(int comparison, int level, ref Found found)
    {
        if (comparison == family) found.FamilyLevel = level;
    }

    /// <summary>True when first and last names are the same, and birth dates or what follows the name those of two generations.</summary>
    public bool AreOfOneName(Pattern pattern, ReadOnlySpan<int> a, ReadOnlySpan<int> b) => given >= 0 && family >= 0
        && ((birth >= 0 && pattern[birth] == DateComparison.Differ && AreGenerationsApart(a, b))
            || (generation >= 0 && pattern[generation] == GenerationComparison.Differ))
        && pattern[given] is (NameComparison.Exact or NameComparison.Variant) && pattern[family] is (NameComparison.Exact or NameComparison.Variant);

    /// <summary>True when the birth dates are the same, but for a slip of the hand.</summary>
    public bool AreBornTogether(Pattern pattern) => birth >= 0 && pattern[birth] is DateComparison.Exact or DateComparison.Typo or DateComparison.Swapped;

    /// <summary>Base-2 odds that the two are such relatives rather than unrelated; minus infinity for any other pair.</summary>
    /// <param name="found">How their first names and birth dates compare.</param>
    /// <param name="household">Base-2 odds that they are one household, by shared values.</param>
    /// <param name="a">A row.</param>
    /// <param name="b">The other.</param>
    public double Bits(in Found found, double household, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        double bits;
        if (found.GivenLevel == NameComparison.Other) bits = found.BirthLevel == DateComparison.Exact ? Math.Max(0, found.BirthBits - Rare) : 0;
        else if (found.GivenLevel is not (NameComparison.Exact or NameComparison.Variant) || found.FamilyLevel is NameComparison.Differ
            or NameComparison.Distant || (birth < 0 && !found.AreGenerations)) return double.NegativeInfinity;
        else if (found.AreGenerations || (found.BirthLevel == DateComparison.Differ && AreGenerationsApart(a, b))) bits = Math.Max(0, found.GivenBits - Rare);
        // Most rows without a birth date belong to the customer of that name after all: only it is not certain.
        else if (found.BirthLevel == 0 && model.Comparisons[birth].IsOneMissing(a, b))
            return household - model.HouseholdPrior + model.Prior - Rare + found.GivenBits - Rare;
        else return double.NegativeInfinity;
        // Customers with such a relative are as frequent as customers entered twice, however few households the table shows.
        return household - model.HouseholdPrior + Math.Max(model.HouseholdPrior, model.Prior) + bits;
    }

    private bool AreGenerationsApart(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => ((DateComparison)model.Comparisons[birth]).AreGenerationsApart(a, b);

    private static int IndexOf(MatchModel model, string field)
    {
        for (var k = 0; k < model.Comparisons.Count; k++)
            if (model.Comparisons[k].Field == field) return k;
        return -1;
    }
}
