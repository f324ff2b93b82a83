using System.Globalization;
using Stamgast.App.Customers.Forms;
using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Lists.Columns;
using Stamgast.App.Customers.Refused;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.App.Customers;

/// <summary>The pages of one customer: show, history, as it was; and the buttons on them.</summary>
public static class CustomerRoutes
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/customers", Permission.ReadCustomers, ListRequest.Show);
        routes.MapPage("/customers/count", Permission.ReadCustomers, ListRequest.ShowCount);
        routes.MapPage("/customers/filter", Permission.ReadCustomers, ListRequest.ShowAddFilter);
        routes.MapColumns();
        routes.MapPage("/customers/new", Permission.EditCustomers, CustomerSaving.ShowNew);
        routes.MapAction("/customers/new", Permission.EditCustomers, CustomerSaving.Create);
        routes.MapAction("/customers/check", Permission.EditCustomers, CustomerSaving.Check).BesideForm();
        routes.MapAction("/customers/known", Permission.EditCustomers, KnownWhileTyping.Show).BesideForm();
        routes.MapPage("/customers/alike", Permission.ReadCustomers, CustomerSaving.Alike).BesideForm();
        routes.MapPage("/customers/{id:long}", Permission.ReadCustomers, Show);
        routes.MapPage("/customers/{id:long}/details", Permission.ReadCustomers, Show);
        routes.MapPage("/customers/{id:long}/history", Permission.ReadCustomers, ShowHistory);
        routes.MapPage("/customers/{id:long}/edit", Permission.EditCustomers, CustomerSaving.ShowEdit);
        routes.MapAction("/customers/{id:long}/edit", Permission.EditCustomers, CustomerSaving.Save);
        routes.MapAction("/customers/{id:long}/activate", Permission.EditCustomers, (long id, Acting act) => act.Do(new ActivateCustomers(), id));
        routes.MapAction("/customers/{id:long}/deactivate", Permission.EditCustomers, (long id, Acting act) => act.Do(new DeactivateCustomers(), id));
        routes.MapPage("/customers/{id:long}/convert", Permission.EditCustomers, CustomerConverting.Show);
        routes.MapAction("/customers/{id:long}/convert", Permission.EditCustomers, CustomerConverting.Convert);
        routes.MapAction("/customers/{id:long}/trash", Permission.DeleteCustomers, (long id, Acting act) => act.Trash(id));
        routes.MapAction("/customers/{id:long}/restore", Permission.DeleteCustomers, (long id, Acting act) => act.Restore(id));
    }

    private static IResult Show(
        long id, HttpContext context, Base customers, Viewer viewer, OrganisationSettings organisation, DateOnly? on = null, long? from = null)
    {
        var state = new CustomerLookup(customers, viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (on is null && state.MergedInto is not null)
            return Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"/customers/{AbsorbedCustomers.RootOf(customers, id)}?from={id}"));
        var view = ViewOf(state, customers, viewer) with { From = from };
        if (on is { } asked)
        {
            // The future is unknown: show the present.
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, organisation.TimeZone).Date);
            var day = asked > today ? today : asked;
            var end = TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), organisation.TimeZone);
            var then = new History(customers, viewer).AsOf(id, end.AddTicks(-1));
            view = view with { On = day, WasNotThere = then is null, Values = then?.Values ?? new CustomerValues(), IsTrashed = false };
        }
        return Page.Of<CustomerPage>(new { View = view with { AtRoot = on is null
            && !context.Request.Path.Value!.EndsWith("/details", StringComparison.Ordinal) } });
    }

    private static IResult ShowHistory(long id, Base customers, Viewer viewer, Visit visit, string? field = null)
    {
        var state = new CustomerLookup(customers, viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var extra = field is not null && field.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) ? visit.Extra.ByKey(field) : null;
        RecordField? only = field is null ? null : extra is not null ? new ExtraRecordField(extra.MapId, extra) : CustomerFields.ByName(field);
        var view = ViewOf(state, customers, viewer);
        var history = view.Absorbed.Count == 0 ? new History(customers, viewer).Of(id) : new History(customers, viewer).OfFamily(id);
        if (only is not null) history = [.. history.Where(h => ExtraValues.Apart(h.Changes, visit.Extra).Exists(c => IsAbout(c, only)))];
        return Page.Of<CustomerPage>(new
        {
            View = view with { Topic = "history", History = history, Only = only, Users = UserNames.Read(customers, visit),
                Titles = ChangeTitles.Read(customers, [.. history.Select(h => h.Set)], visit) },
        });
    }

    /// <summary>True for a change of a field, or of a paragraph of it.</summary>
    internal static bool IsAbout(FieldChange change, RecordField field) => change.IsPart ? change.Field == field.Ordinal : change.Name == field.Name;

    /// <summary>The page of a customer, with those that are part of it.</summary>
    internal static CustomerView ViewOf(CustomerState state, Base customers, Viewer viewer)
    {
        var absorbed = AbsorbedCustomers.Into(customers, state.Id, viewer);
        return new CustomerView(state.Id, state.Version, state.Values, state.Trashed)
        {
            // Each change counts the version up by one.
            HistoryCount = state.Version,
            Absorbed = absorbed,
            Came = absorbed.Count == 0 ? null : CameFrom.Of(customers, state.Id, viewer),
        };
    }

    /// <summary>The buttons that change one thing on one customer.</summary>
    public sealed class Acting(Base customers, TimeProvider clock, Requester requester)
    {
        private Actor Actor => requester.By(Door.Form);

        public IResult Do(CustomerVerb verb, long id) => GoTo(id, new EachCustomer(customers, clock).Do(verb, [id], Actor));

        public IResult Trash(long id)
        {
            try { return GoTo(id, new TrashCustomers(customers, clock).Do([id], Actor)); }
            catch (LinkedException linked) { return TrashRefused.Page(id, linked, customers, requester.Visit); }
        }

        public IResult Restore(long id) => GoTo(id, new BringBackCustomers(customers, clock).Do([id], Actor).SingleOrDefault());

        // A second click finds the customer as the first one left it.
        private static IResult GoTo(long id, ChangeOutcome? outcome) => Page.GoTo(outcome is null ? Address(id) : DoneTexts.Address(Address(id), outcome));

        private static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/customers/{id}");
    }
}
