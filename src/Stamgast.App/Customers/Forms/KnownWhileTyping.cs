using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Settings;

namespace Stamgast.App.Customers.Forms;

/// <summary>The hint above the form of a customer, at each pause while typing: who may be the same. It never stands in the way of saving.</summary>
internal static class KnownWhileTyping
{
    /// <summary>The field by which customers are ticked to be merged with this one later.</summary>
    public const string Later = "merge_later";

    /// <summary>The field that says what is shown, so that the same is not shown, and read aloud, again.</summary>
    public const string ShownField = "known_shown";

    private static readonly int[] Watched =
    [
        CustomerFields.CompanyName, CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.FirstName, CustomerFields.Particle,
        CustomerFields.LastName, CustomerFields.BirthDate, CustomerFields.Email, CustomerFields.OtherEmails, CustomerFields.Phone, CustomerFields.Mobile,
        CustomerFields.OtherPhones, CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Iban,
    ];

    /// <summary>When the hint is asked for: at a pause in one of the compared fields.</summary>
    public static readonly string Triggers = string.Join(", ", Watched.Select(f => $"input from:#{CustomerFields.All[f].Name} delay:400ms"));

    public static IResult Show(HttpContext context, IFormCollection sent, Base customers, MatchMemory memory, TimeProvider clock,
        OrganisationSettings organisation, Visit visit)
    {
        if (!Page.IsFragment(context.Request)) return Page.GoTo("/customers/new");
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var now = long.TryParse(sent["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? lookup.Find(id) : null;
        var form = CustomerForm.Read(sent, now is null ? CustomerSaving.Blank(organisation) : lookup.AtVersion(now, CustomerForm.VersionOf(sent)));
        var judged = now is null ? new CreateCustomer(customers, clock).Look(form.Given()) : new EditCustomer(customers, clock).Look(form.Given());
        var hint = new KnownAlready(customers, memory, visit.Viewer).Of(judged.Values, now?.Id);
        var shown = KeyOf(hint);
        if (hint.IsReady && shown == sent[ShownField].ToString()) return Results.NoContent();
        return Page.Of<KnownHintPart>(new { Hint = hint, Shown = shown, Ticked = sent[Later].OfType<string>().ToHashSet(StringComparer.Ordinal) });
    }

    /// <summary>Puts the ticked customers into the basket, to be merged with a customer that was saved. What cannot be merged is left out.</summary>
    public static void MarkTicked(long customer, IFormCollection sent, Base customers, TimeProvider clock, Requester requester, Visit visit)
    {
        if (!visit.May(Permission.Merge)) return;
        foreach (var ticked in sent[Later])
        {
            if (!long.TryParse(ticked, NumberStyles.None, CultureInfo.InvariantCulture, out var other) || other == customer) continue;
            try { new DecidePair(customers, clock).Do(customer, other, PairVerdict.Duplicate, requester.By(Door.Form)); }
            // Merged, moved to the trash or kept out of merges since it was shown; the customer itself is saved.
            catch (RefusedException) { }
        }
    }

    /// <summary>The IDs of the customers that a hint names, from the field that says what is shown.</summary>
    internal static IReadOnlySet<long> IdsIn(string shown) => shown.Split(' ').Select(known => known.Split(':')[0])
        .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToHashSet();

    private static string KeyOf(KnownHint hint) => !hint.IsReady ? "building" : string.Join(' ',
        hint.Seen.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Customer.Id}:{k.Explanation.Score:0.00}"))
            .Concat(hint.Unseen.Select(label => "?" + label)));
}
