using Stamgast.Customers;
using Stamgast.Merging;

namespace Stamgast.Tests.Merging;

public sealed class KeptSuggestionTests
{
    private static readonly DateTime Day = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(KeptRule.MostLinked)]
    [InlineData(KeptRule.MostComplete)]
    [InlineData(KeptRule.HasNumber)]
    [InlineData(KeptRule.LastChanged)]
    [InlineData(KeptRule.Oldest)]
    public void Where_a_rule_does_not_tell_them_apart_one_with_a_number_is_kept_then_the_oldest(KeptRule rule)
    {
        // As many fields each: the number of the second and third is the note of the others.
        Assert.Equal(2, KeptSuggestion.By(rule, [Candidate(1, null), Candidate(2, "C-2"), Candidate(3, "C-3")]).Id);
        Assert.Equal(3, KeptSuggestion.By(rule, [Candidate(2, null, days: 1), Candidate(3, null), Candidate(4, null)]).Id);
        if (rule != KeptRule.Oldest) Assert.Equal(3, KeptSuggestion.By(rule, [Candidate(1, null), Candidate(2, "C-2", days: 1), Candidate(3, "C-3")]).Id);
    }

    [Fact]
    public void What_a_rule_asks_for_comes_before_a_number()
    {
        Assert.Equal(1, KeptSuggestion.By(KeptRule.MostLinked, [Candidate(1, null, linked: 2), Candidate(2, "C-2", linked: 1)]).Id);
        Assert.Equal(1, KeptSuggestion.By(KeptRule.Oldest, [Candidate(1, null), Candidate(2, "C-2", days: 1)]).Id);
        Assert.Equal(2, KeptSuggestion.By(KeptRule.HasNumber, [Candidate(1, null, linked: 9), Candidate(2, "C-2", days: 1)]).Id);
    }

    private static MergeCandidate Candidate(long id, string? number, int days = 0, long linked = 0)
    {
        var values = CustomerValues.Blank();
        values[number is null ? CustomerFields.Notes : CustomerFields.Number] = number ?? "Rings twice";
        return new MergeCandidate(new CustomerState(id, 1, values, false), Day.AddDays(days), Day, new Dictionary<string, long> { ["tasks"] = linked });
    }
}
