using Stamgast.Customers.Names;
using Stamgast.Settings;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Checks required fields on new customers and on changed values only: a field that was missing before stays allowed until somebody empties a field
/// or turns a person into a company.
/// </summary>
public static class RequiredFields
{
    // Any one of the alternatives will do; each is a set of fields that must all be there.
    private sealed record Requirement(string Code, int Field, bool OfPersons, bool OfCompanies, params int[][] Alternatives)
    {
        public bool Concerns(bool isCompany) => isCompany ? OfCompanies : OfPersons;

        // Asked for every row of an import.
        public bool IsMet(CustomerValues values)
        {
            if (!(OfPersons && OfCompanies) && !Concerns(values.IsCompany)) return true;
            foreach (var fields in Alternatives)
                if (HasAll(values, fields)) return true;
            return false;
        }

        private static bool HasAll(CustomerValues values, int[] fields)
        {
            foreach (var field in fields)
                if (!values.Has(field)) return false;
            return true;
        }
    }

    private static readonly Requirement Name = new("required.name", CustomerFields.LastName, true, true,
        [CustomerFields.LastName], [CustomerFields.FirstName], [CustomerFields.Particle], [CustomerFields.CompanyName]);

    private static readonly Requirement Number = new("required.number", CustomerFields.Number, true, false, [CustomerFields.Number],
        [CustomerFields.FirstName, CustomerFields.LastName]);
    private static readonly Requirement Company = new("required.company_name", CustomerFields.CompanyName, false, true, [CustomerFields.CompanyName]);
    private static readonly Requirement Language = new("required.language", CustomerFields.Language, true, true, [CustomerFields.Language]);

    private static readonly Requirement[] Open = [Name];
    private static readonly Requirement[] Numbered = [Number, Company];

    private static readonly Requirement[] Basic =
    [
        OfPerson("required.first_name", CustomerFields.FirstName),
        OfPerson("required.last_name", CustomerFields.LastName),
        Company,
        OfPerson("required.email", CustomerFields.Email),
        Language,
    ];

    private static readonly Requirement[] Ticketing = [.. Basic, OfPerson("required.gender", CustomerFields.Gender)];

    /// <summary>The problems, in the order of the fields; none when all is well. <paramref name="before"/> is null for a new customer.</summary>
    public static IReadOnlyList<Problem> Check(RequiredPreset preset, CustomerValues after, CustomerValues? before)
    {
        List<Problem>? problems = null;
        var judgeAll = before is null || before.IsCompany != after.IsCompany;
        foreach (var requirement in Of(preset))
            if (!requirement.IsMet(after) && (judgeAll || requirement.IsMet(before!)))
                (problems ??= []).Add(new Problem(requirement.Field, requirement.Code, ""));
        return problems ?? [];
    }

    /// <summary>
    /// The fields the form marks: those that are empty on a new customer of this type and must not stay so. Fields of the other type need not be
    /// filled in.
    /// </summary>
    public static NeededFields Needed(RequiredPreset preset, bool isCompany)
    {
        var always = new HashSet<int>();
        var choices = new Dictionary<int, string>();
        foreach (var requirement in Of(preset).Where(r => r.Concerns(isCompany)))
        {
            var open = requirement.Alternatives.Where(fields => Array.TrueForAll(fields, f => IsShown(CustomerFields.All[f], isCompany))).ToList();
            var inAll = open.Count == 0 ? [] : open[0].Where(f => open.TrueForAll(fields => fields.Contains(f))).ToList();
            always.UnionWith(inAll.Where(f => CustomerFields.All[f].Default is null));
            if (inAll.Count == 0 && open.Count > 1) choices[requirement.Field] = "required.choice." + requirement.Code["required.".Length..];
        }
        return new NeededFields(always, choices);
    }

    private static bool IsShown(CustomerField field, bool isCompany) => field.Scope == FieldScope.Everyone || field.Scope == FieldScope.Companies == isCompany;

    private static Requirement[] Of(RequiredPreset preset) => preset switch
    {
        RequiredPreset.Open => Open,
        RequiredPreset.Basic => Basic,
        RequiredPreset.Numbered => Numbered,
        RequiredPreset.Ticketing => Ticketing,
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A preset without requirements."),
    };

    private static Requirement OfPerson(string code, int field) => new(code, field, true, false, [field]);
}
