using Stamgast.Merging.SameEmails;
using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Relations;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.App.Customers.Forms;

/// <summary>The form of a customer: open, check and save it; and find others with the same e-mail address.</summary>
public static class CustomerSaving
{
    public static IResult ShowNew(HttpContext context, Base customers, OrganisationSettings organisation, KeptForms kept, Requester requester, Visit visit)
    {
        if (KeptOf(context, kept, requester) is { } sent)
            return Render(CustomerForm.Read(sent, Blank(organisation), visit), null, null, customers, organisation, isKept: true);
        var blank = Blank(organisation);
        if (context.Request.Query["type"] == "company") blank[CustomerFields.Type] = "company";
        return Render(CustomerForm.ForNew(blank), null, null, customers, organisation);
    }

    public static IResult Create(HttpContext context, Base customers, TimeProvider clock, Requester requester, OrganisationSettings organisation, Visit visit,
        DoneForms done)
    {
        var form = CustomerForm.Read(context.Request.Form, Blank(organisation), visit);
        var values = Judged(form, new CreateCustomer(customers, clock).Look(form.Given()), visit);
        if (form.HasProblems) return Render(form, null, null, customers, organisation);
        if (IsNumberNew(form, values, null, new CustomerLookup(customers, visit.Viewer), visit)) return Render(form, null, null, customers, organisation);
        try
        {
            var address = done.Once(form.Once, () =>
            {
                var added = new AddCustomer(customers, clock).Do(form.Given(), requester.By(Door.Form));
                if (added.Kept is null) KnownWhileTyping.MarkTicked(added.CustomerId, context.Request.Form, customers, clock, requester, visit);
                var said = new Flash { Set = added.Outcome.Set.Id, Remarks = Remarked(form) };
                if (added.Kept is { Values: var theirs })
                    said = said with
                    {
                        Key = "customer.done.sameEmail", With = [theirs.DisplayName ?? visit.T("customers.noName"), values[CustomerFields.Email]!],
                    };
                return said.At(context.Request.Form["then"] == "another" ? "/customers/new"
                    : string.Create(CultureInfo.InvariantCulture, $"/customers/{added.Kept?.Id ?? added.CustomerId}"));
            });
            return Page.GoTo(address);
        }
        catch (RefusedException refused)
        {
            form.Refuse(refused.Refusal, visit);
            return Render(form, null, null, customers, organisation);
        }
    }

    public static IResult ShowEdit(long id, HttpContext context, Base customers, OrganisationSettings organisation, KeptForms kept, Requester requester,
        Visit visit)
    {
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var state = lookup.Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (state.MergedInto is not null) throw AbsorbedCustomers.Refused(customers, id);
        if (state.Trashed) throw new RefusedException("customer.trashed", id);
        if (KeptOf(context, kept, requester) is { } sent)
            return Render(CustomerForm.Read(sent, lookup.AtVersion(state, CustomerForm.VersionOf(sent)), visit), state, null, customers, organisation,
                isKept: true);
        return Render(CustomerForm.ForEdit(state.Values, state.Version), state, null, customers, organisation);
    }

    public static IResult Save(long id, HttpContext context, Base customers, TimeProvider clock, Requester requester, OrganisationSettings organisation,
        Visit visit)
    {
        var sent = context.Request.Form;
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var now = lookup.Find(id) ?? throw new RefusedException("customer.unknown", id);
        var form = CustomerForm.Read(sent, lookup.AtVersion(now, CustomerForm.VersionOf(sent)), visit);
        if (CustomerFields.ByName(sent["take"].ToString()) is { } taken)
        {
            form.Take(taken.Ordinal, now.Values[taken]);
            return Render(form, now, null, customers, organisation);
        }
        if (sent["take"].ToString() is var named && named.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) && visit.Extra.ByKey(named) is { } extra)
        {
            form.Take(extra, ExtraValues.Of(now.Values, extra), visit);
            return Render(form, now, null, customers, organisation);
        }
        var values = Judged(form, new EditCustomer(customers, clock).Look(form.Given()), visit);
        if (form.HasProblems) return Render(form, now, null, customers, organisation);
        if (IsNumberNew(form, values, id, lookup, visit)) return Render(form, now, null, customers, organisation);
        try
        {
            var outcome = new EditCustomer(customers, clock).Do(id, form.Version, form.Given(), requester.By(Door.Form));
            if (outcome.Conflicts.Count > 0) return Conflicting(form, outcome, customers, organisation, visit);
            KnownWhileTyping.MarkTicked(id, sent, customers, clock, requester, visit);
            var address = string.Create(CultureInfo.InvariantCulture, $"/customers/{id}") + (sent["then"] == "stay" ? "/edit" : "");
            if (outcome.Set is not { } set) return Page.GoTo(address);
            var meanwhile = form.Version == now.Version ? null : Difference.Between(form.Was, now.Values).Select(c => c.Name).ToList();
            var asks = outcome.Current is CustomerState after && RelationRoutes.AsksForFamily(now, after, customers, visit.Viewer);
            return Page.GoTo(new Flash
            {
                Set = set.Id, Also = meanwhile, Remarks = Remarked(form), LinkKey = asks ? "family.moveToo" : null,
                Href = asks ? string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/family-address") : null,
            }.At(address));
        }
        catch (RefusedException refused)
        {
            form.Refuse(refused.Refusal, visit);
            return Render(form, now, null, customers, organisation);
        }
    }

    /// <summary>A field was left: returns its problem or warning, by the rules used for saving.</summary>
    public static IResult Check(HttpContext context, IFormCollection sent, Base customers, TimeProvider clock, OrganisationSettings organisation, Visit visit)
    {
        if (!Page.IsFragment(context.Request)) return Page.GoTo("/customers/new");
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var now = long.TryParse(sent["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? lookup.Find(id) : null;
        var form = CustomerForm.Read(sent, now is null ? Blank(organisation) : lookup.AtVersion(now, CustomerForm.VersionOf(sent)), visit);
        var values = Judged(form, now is null ? new CreateCustomer(customers, clock).Look(form.Given()) : new EditCustomer(customers, clock)
            .Look(form.Given()), visit);
        var field = CustomerFields.ByName(context.Request.Headers["HX-Trigger-Name"].ToString());
        if (field is null) return Page.Of<FieldProblem>(new { });
        if (form.Problems.GetValueOrDefault(field.Ordinal) is { } problem) return Page.Of<FieldProblem>(new { Problem = problem });
        if (field.Ordinal != CustomerFields.Number || !NoteNumber(form, values, now?.Id, lookup, visit)) return Page.Of<FieldProblem>(new { });
        return Page.Of<FieldProblem>(new { Warning = form.Warnings[CustomerFields.Number], Seen = form.NumberSeen, Name = field.Name });
    }

    /// <summary>While typing: finds others with this e-mail address.</summary>
    public static IResult Alike(HttpContext context, Base customers, TimeProvider clock, OrganisationSettings organisation, Visit visit)
    {
        var query = context.Request.Query;
        var email = FieldRules.Normalise(CustomerFields.All[CustomerFields.Email], query["email"].ToString(), RuleContext.Of(organisation, clock));
        var values = new CustomerValues { [CustomerFields.Email] = email.Value };
        long? self = long.TryParse(query["customer"], CultureInfo.InvariantCulture, out var id) ? id : null;
        // Those that the hint above the form names are not named again.
        var shown = KnownWhileTyping.IdsIn(query[KnownWhileTyping.ShownField].ToString());
        return Page.Of<AlikeList>(new { Alike = AlikeOf(values, self, customers, visit).Where(a => !shown.Contains(a.Id)).ToList() });
    }

    /// <summary>Other customers with one of the e-mail addresses.</summary>
    internal static IReadOnlyList<AlikeCustomer> AlikeOf(CustomerValues values, long? except, Base customers, Visit visit)
    {
        var emails = CustomerValues.Elements(values[CustomerFields.OtherEmails]).Append(values[CustomerFields.Email]).OfType<string>();
        return [.. new CustomerLookup(customers, visit.Viewer).WithEmail(emails, except)
            .Select(s => new AlikeCustomer(s.Id, s.Values.DisplayName ?? visit.T("customers.noName"), s.Values[CustomerFields.Number],
                s.Values[CustomerFields.City], visit.T("customer.alike.email"))
            {
                IsAnother = values[CustomerFields.AllowMerge] == "0" || s.Values[CustomerFields.AllowMerge] == "0",
            })];
    }

    // Two people changed the same field: nothing is written; the second sees both values and saves again.
    private static IResult Conflicting(CustomerForm form, EditOutcome outcome, Base customers, OrganisationSettings organisation, Visit visit)
    {
        var who = outcome.Conflicts.Select(c => c.ByUserId).FirstOrDefault(u => u is not null);
        var by = who is null ? visit.T("customer.meanwhile.somebody") : UserNames.Read(customers, visit)[who];
        var now = (CustomerState)outcome.Current;
        foreach (var conflict in outcome.Conflicts)
            if (conflict.Field.IsMap) form.NoteTheirs(now.Values);
            else form.Theirs[conflict.Field.Ordinal] = now.Values[conflict.Field];
        var names = string.Join(", ", form.Theirs.Keys.Select(f => visit.T(CustomerFields.All[f].CaptionKey))
            .Concat(form.ExtraTheirs.Keys.Select(f => visit.Extra.ByKey(f)!.Caption(visit.Culture))));
        form.StartAgainFrom(now.Values, now.Version);
        return Render(form, now, visit.T("customer.meanwhile", by, names), customers, organisation);
    }

    private static CustomerValues Judged(CustomerForm form, JudgedValues judged, Visit visit)
    {
        form.Remarks = judged.Remarks;
        foreach (var problem in judged.Problems) form.Add(problem, visit);
        return judged.Values;
    }

    // Input from a session that has ended.
    private static IFormCollection? KeptOf(HttpContext context, KeptForms kept, Requester requester) =>
        kept.Find(context.Request.Query["kept"], requester.User!.Id) is { } form && form.Path == context.Request.Path ? form.Fields : null;

    // Two numbers that differ only in capitals are different numbers, since many bases have them; but hardly anybody means to create a second one.
    // True when the user has not been warned yet.
    private static bool IsNumberNew(CustomerForm form, CustomerValues values, long? id, CustomerLookup lookup, Visit visit)
    {
        var before = form.NumberSeen;
        return NoteNumber(form, values, id, lookup, visit) && form.NumberSeen != before;
    }

    private static bool NoteNumber(CustomerForm form, CustomerValues values, long? id, CustomerLookup lookup, Visit visit)
    {
        if (!form.IsTouched(CustomerFields.Number) || values[CustomerFields.Number] is not { } number || lookup.WithNumberLike(number, id) is not { } other)
            return false;
        form.Warnings[CustomerFields.Number] = visit.T("customer.number.alike", other.Values.DisplayName ?? visit.T("customers.noName"),
            other.Values[CustomerFields.Number]);
        form.NumberSeen = number;
        return true;
    }

    // Reported on the next page: a value was saved differently from the input, or not at all.
    private static List<string>? Remarked(CustomerForm form) =>
        form.Remarks.Count == 0 ? null : [.. form.Remarks.Select(r => CustomerFields.All[r.Field].Name + ":" + r.Code).Distinct().Take(10)];

    internal static CustomerValues Blank(OrganisationSettings organisation)
    {
        var blank = CustomerValues.Blank();
        blank[CustomerFields.Country] = organisation.HomeCountry;
        return blank;
    }

    private static IResult Render(CustomerForm form, CustomerState? state, string? meanwhile, Base customers, OrganisationSettings organisation,
        bool isKept = false)
    {
        return Page.Of<CustomerFormPage>(new
        {
            Form = form,
            Id = state?.Id,
            Name = state?.Values.DisplayName,
            Meanwhile = meanwhile,
            IsKept = isKept,
            FirstLanguages = organisation.CustomerLanguages,
            OfPersons = RequiredFields.Needed(organisation.Required, isCompany: false),
            OfCompanies = RequiredFields.Needed(organisation.Required, isCompany: true),
        }, StatusOf(form, meanwhile is not null));
    }

    private static int StatusOf(CustomerForm form, bool isInConflict) =>
        form.Refusal is { } refusal ? Failing.StatusInForm(refusal)
        : isInConflict ? StatusCodes.Status409Conflict
        : form.HasProblems || form.Warnings.Count > 0 ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status200OK;
}
