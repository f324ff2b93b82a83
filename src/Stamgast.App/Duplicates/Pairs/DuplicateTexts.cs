using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Language;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Settings;

namespace Stamgast.App.Duplicates.Pairs;

/// <summary>How a pair of duplicates is said in words.</summary>
public static class DuplicateTexts
{
    private const int ReasonsNamed = 2;

    /// <summary>A probability as a percentage; never 100 %, since nothing is that sure.</summary>
    public static string Percent(double score, Visit visit) =>
        (Math.Floor(Math.Clamp(score, 0, 0.999) * (score >= 0.99 ? 1000 : 100)) / (score >= 0.99 ? 1000 : 100))
            .ToString(score >= 0.99 ? "P1" : "P0", visit.Culture);

    /// <summary>What a probability means.</summary>
    public static string Likely(double score, Visit visit) => visit.T("duplicates.likely." + score switch
    {
        >= 0.99 => "sure", >= 0.9 => "very", >= 0.7 => "quite", >= 0.5 => "perhaps", >= 0.1 => "hardly", _ => "not",
    });

    /// <summary>The reasons that speak most for one customer: "same phone · same house".</summary>
    public static string Because(Explanation why, Visit visit) => string.Join(" · ", why.Reasons
        .Where(r => (r.Bits > 0 || r.Field == "policy") && !r.IsOfNoColumn).OrderByDescending(r => r.Bits).Take(ReasonsNamed)
        .Select(r => For(r, visit)));

    /// <summary>One reason by itself.</summary>
    public static string For(Reason reason, Visit visit) => reason.Level == "exact" && Texts.Has("duplicates.same." + reason.Field)
        ? visit.T("duplicates.same." + reason.Field)
        : visit.T("duplicates.reason", Explanation.Caption(reason.Field, visit.Culture), Explanation.Words(reason, visit.Culture));

    /// <summary>The reasons of one field, beside which its name stands already.</summary>
    public static string Levels(IEnumerable<Reason> reasons, Visit visit) =>
        string.Join(visit.T("shell.semicolon") + " ", reasons.Select(r => Explanation.Words(r, visit.Culture)).Distinct(StringComparer.Ordinal));

    /// <summary>The exact weight, for a title.</summary>
    public static string Bits(double bits, Visit visit) => visit.T("duplicates.bits", bits.ToString("+0.0;−0.0;0.0", visit.Culture));

    /// <summary>The name of a customer.</summary>
    public static string Name(CustomerState customer, Visit visit) => customer.Values.DisplayName ?? visit.T("customers.noName");

    /// <summary>The names of two customers; those of one name with what tells them apart.</summary>
    public static (string A, string B) Names(CustomerState a, CustomerState b, Visit visit)
    {
        var (one, other) = (Name(a, visit), Name(b, visit));
        return one != other ? (one, other) : (Named(a), Named(b));

        string Named(CustomerState customer) => $"{Name(customer, visit)} ({customer.Values[CustomerFields.Number] ?? visit.T("duplicates.id", customer.Id)})";
    }

    /// <summary>"C-10023 · since 12 March 2019", or what there is of it.</summary>
    public static string Known(CustomerState customer, Visit visit)
    {
        var number = customer.Values[CustomerFields.Number] ?? visit.T("duplicates.noNumber");
        var since = DateOnly.TryParseExact(customer.Values[CustomerFields.CustomerSince], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) ? visit.T("duplicates.since", visit.Day(day)) : null;
        // Without a number the ID tells two of one name apart.
        var id = customer.Values[CustomerFields.Number] is null ? visit.T("duplicates.id", customer.Id) : null;
        return string.Join(" · ", new[] { number, id, since }.OfType<string>());
    }

    /// <summary>What hangs on a customer: "16 orders · 1 task".</summary>
    public static string Linked(IReadOnlyDictionary<string, long> linked, Visit visit) =>
        string.Join(" · ", linked.Where(l => l.Value > 0).Select(l => visit.Many(l.Key + ".count", l.Value)));
}
