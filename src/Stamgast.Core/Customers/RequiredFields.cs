using Stamgast.Settings;

namespace Stamgast.Customers;

/// <summary>
/// Judges required fields on new customers and on changed values only: what was missing before a rule came stays allowed until
/// somebody empties a field or turns a person into a company.
/// </summary>
public static class RequiredFields
{
    private sealed record Requirement(string Code, int Field, Func<CustomerValues, bool> IsMet);

    private static readonly Requirement Name = new("required.name", CustomerFields.LastName, v => v.HasName);
    private static readonly Requirement Number = new("required.number", CustomerFields.Number, v => v.IsCompany || v.Has(CustomerFields.Number) || (v.Has(CustomerFields.FirstName) && v.Has(CustomerFields.LastName)));
    private static readonly Requirement Company = new("required.company_name", CustomerFields.CompanyName, v => !v.IsCompany || v.Has(CustomerFields.CompanyName));
    private static readonly Requirement Language = new("required.language", CustomerFields.Language, v => v.Has(CustomerFields.Language));

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

    private static Requirement[] Of(RequiredPreset preset) => preset switch
    {
        RequiredPreset.Open => Open,
        RequiredPreset.Basic => Basic,
        RequiredPreset.Numbered => Numbered,
        RequiredPreset.Ticketing => Ticketing,
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A preset without requirements."),
    };

    private static Requirement OfPerson(string code, int field) => new(code, field, v => v.IsCompany || v.Has(field));
}
