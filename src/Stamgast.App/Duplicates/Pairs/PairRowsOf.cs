using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates.Pairs;

/// <summary>
/// Puts the values of two customers side by side: those that differ first, equal ones last. Values that are taken together, such as the parts of a
/// name or an address, are one choice; the part that differs is shown.
/// </summary>
/// <param name="why">The reasons of the score.</param>
/// <param name="plan">What a merge would give; null when they cannot be merged.</param>
internal sealed class PairRowsOf(CustomerState a, CustomerState b, Explanation why, MergePreview? plan, Visit visit)
{
    // Ordinals of a unit, then its parts: what matching calls it, and how it reads.
    private sealed record Part(string? Compared, int Caption, Func<CustomerValues, Visit, string?> Text);

    private sealed record Unit(IReadOnlyList<int> Fields, string? Caption, IReadOnlyList<Part> Parts);

    private static readonly Unit[] Units =
    [
        new([CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName], "customer.section.name",
        [
            Of("first_name", CustomerFields.FirstName),
            new("last_name", CustomerFields.LastName, (v, _) => Joined(" ", v[CustomerFields.Particle], v[CustomerFields.LastName])),
        ]),
        One("company_name", CustomerFields.CompanyName), One("email", CustomerFields.Email), One("phone", CustomerFields.Phone),
        One("phone", CustomerFields.Mobile), One("birth_date", CustomerFields.BirthDate),
        new([CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country],
            "customer.section.address",
        [
            new("address", CustomerFields.Street, (v, visit) => Joined(" ", v[CustomerFields.Street], v[CustomerFields.HouseNumber],
                v[CustomerFields.Box] is { } box ? visit.T("customer.box", box) : null)),
            new("place", CustomerFields.City, (v, _) => Joined(" ", v[CustomerFields.PostalCode], v[CustomerFields.City])),
        ]),
        new([CustomerFields.EnterpriseNumber, CustomerFields.VatNumber], null,
            [Of("vat_number", CustomerFields.VatNumber), Of("vat_number", CustomerFields.EnterpriseNumber)]),
        One("iban", CustomerFields.Iban), One(null, CustomerFields.Number),
        new([CustomerFields.DeliveryStreet], "customer.section.delivery",
            [new(null, CustomerFields.DeliveryStreet, (v, visit) => FieldText.Address(v, CustomerFields.DeliveryStreet, visit))]),
        One(null, CustomerFields.Salutation), One(null, CustomerFields.Gender), One(null, CustomerFields.Language), One(null, CustomerFields.Label),
        One(null, CustomerFields.Type), One(null, CustomerFields.Newsletter), One(null, CustomerFields.Website), One(null, CustomerFields.Active),
        One(null, CustomerFields.ObfuscateEnabled),
    ];

    // Nothing of these is lost, so there is nothing to choose.
    private static readonly (int Field, string? Compared, string Note)[] Kept =
    [
        (CustomerFields.OtherEmails, "email", "duplicates.bothKept"), (CustomerFields.OtherPhones, "phone", "duplicates.bothKept"),
        (CustomerFields.Groups, null, "duplicates.bothKept"), (CustomerFields.Shops, null, "duplicates.bothKept"),
        (CustomerFields.CustomerSince, null, "duplicates.earliest"), (CustomerFields.Notes, null, "duplicates.joined"),
    ];

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>The rows that differ, or of which one has no value.</summary>
    public IReadOnlyList<PairRow> Differing { get; private set; } = [];

    /// <summary>The equal ones that count for or against.</summary>
    public IReadOnlyList<PairRow> Equal { get; private set; } = [];

    /// <summary>The values that are equal and prove nothing.</summary>
    public string AlsoEqual { get; private set; } = "";

    /// <summary>The reasons that are about no single field.</summary>
    public IReadOnlyList<Reason> Others { get; private set; } = [];

    public PairRowsOf Read()
    {
        List<PairRow> rows = [.. Units.SelectMany(RowsOf), .. visit.Extra.Living.Select(RowOf).OfType<PairRow>(), .. Kept.Select(RowOf).OfType<PairRow>()];
        var digit = 0;
        Differing =
        [
            .. rows.Where(r => r.Differs).Select(r => r.Take is not null && digit < 9 ? r with { Digit = ++digit } : r),
            .. rows.Where(r => !r.Differs && !r.IsEqual),
        ];
        Equal = [.. rows.Where(r => r.IsEqual && r.Reasons.Count > 0)];
        // "Yes · yes" of some flags says nothing.
        AlsoEqual = string.Join(" · ", rows.Where(r => r is { IsEqual: true, Reasons.Count: 0, IsFlag: false }).Select(r => r.A));
        Others = [.. why.Reasons.Where(r => !told.Contains(r.Field))];
        return this;
    }

    private IEnumerable<PairRow> RowsOf(Unit unit)
    {
        var parts = unit.Parts.Select(p => (Part: p, A: p.Text(a.Values, visit), B: p.Text(b.Values, visit))).Where(p => p.A is not null || p.B is not null)
            .ToList();
        var differ = parts.Where(p => p.A != p.B).ToList();
        if (differ.Count > 1)
        {
            var separator = unit.Fields[0] == CustomerFields.FirstName ? " " : ", ";
            yield return Chosen(unit, new PairRow(
                unit.Caption is { } caption ? visit.T(caption) : CaptionOf(differ[0].Part), Joined(separator, [.. differ.Select(p => p.A)]),
                Joined(separator, [.. differ.Select(p => p.B)]), [.. differ.SelectMany(p => ReasonsOf(p.Part.Compared))]));
        }
        else if (differ is [var one])
            yield return Chosen(unit, new PairRow(CaptionOf(one.Part), one.A, one.B, ReasonsOf(one.Part.Compared)));
        foreach (var same in parts.Where(p => p.A == p.B))
            yield return new PairRow(CaptionOf(same.Part), same.A, same.B, ReasonsOf(same.Part.Compared))
            {
                IsFlag = CustomerFields.All[same.Part.Caption].Kind == FieldKind.Flag,
            };
    }

    private PairRow Chosen(Unit unit, PairRow row)
    {
        if (plan is null) return row;
        var taken = unit.Fields.Select(plan.Source).FirstOrDefault(source => source != plan.Kept.Id, plan.Kept.Id);
        return row with
        {
            Take = CustomerFields.All[unit.Fields[0]].Name, Source = taken,
            Note = row.Differs && unit.Fields[0] is (CustomerFields.Email or CustomerFields.Phone or CustomerFields.Mobile)
                ? visit.T("duplicates.bothKept") : null,
        };
    }

    private PairRow? RowOf((int Field, string? Compared, string Note) kept)
    {
        var field = CustomerFields.All[kept.Field];
        var (ofA, ofB) = (FieldText.Show(field, a.Values[kept.Field], visit), FieldText.Show(field, b.Values[kept.Field], visit));
        return ofA is null && ofB is null ? null : new PairRow(visit.T(field.CaptionKey), ofA, ofB, ReasonsOf(kept.Compared))
        {
            Note = ofA == ofB ? null : visit.T(kept.Note),
        };
    }

    // Several choices are united; otherwise one value is taken.
    private PairRow? RowOf(ExtraDefinition field)
    {
        var (ofA, ofB) = (ExtraValues.Of(a.Values, field), ExtraValues.Of(b.Values, field));
        if (ofA is null && ofB is null) return null;
        var row = new PairRow(field.Caption(visit.Culture), FieldText.Show(field, ofA, visit), FieldText.Show(field, ofB, visit), [])
        {
            IsFlag = field.Kind == ExtraKind.Flag,
        };
        if (plan is null || !row.Differs) return row;
        return field.Kind == ExtraKind.Choices ? row with { Note = visit.T("duplicates.bothKept") }
            : row with { Take = field.Name, Source = ExtraValues.Of(plan.Result, field) == ofA ? a.Id : b.Id };
    }

    // A reason is told once, at the first field that it is about.
    private List<Reason> ReasonsOf(string? compared) => compared is null || !told.Add(compared) ? [] : [.. why.Reasons.Where(r => r.Field == compared)];

    private string CaptionOf(Part part) =>
        part.Caption == CustomerFields.DeliveryStreet ? visit.T("customer.section.delivery") : visit.T(CustomerFields.All[part.Caption].CaptionKey);

    private static Unit One(string? compared, int field) => new([field], null, [Of(compared, field)]);

    private static Part Of(string? compared, int field) => new(compared, field, (values, visit) =>
        field == CustomerFields.Gender && values[field] == "0" ? null : FieldText.Show(CustomerFields.All[field], values[field], visit));

    private static string? Joined(string separator, params ReadOnlySpan<string?> texts)
    {
        var filled = new List<string>();
        foreach (var text in texts)
            if (text is not null) filled.Add(text);
        return filled.Count == 0 ? null : string.Join(separator, filled);
    }
}
