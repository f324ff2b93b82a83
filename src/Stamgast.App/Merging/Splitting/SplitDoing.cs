using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.App.Merging.Splitting;

/// <summary>Splits what the page shows, once for each press.</summary>
public sealed class SplitDoing(Base customers, TimeProvider clock, Visit visit, Requester requester, SplitViewing viewing, DoneForms forms)
{
    public IResult Do(long set, IFormCollection form)
    {
        var address = SplitAddress.Read(set, form);
        // A form names whom it ticks; without anybody it is not about all of them.
        address = address with { Off = address.Off ?? [] };
        // Without script, the result is shown by a button.
        if (form["act"] == "show") return Page.GoTo(address.Href());
        var versions = MergeDoing.Versions(form["v"].ToString());
        try
        {
            return Page.GoTo(forms.Once(form["once"].ToString(), () => Split(address, versions)));
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "split.changed" or "split.none" or "split.record" or "number.taken")
        {
            return Page.Of<SplitPage>(new { View = viewing.View(address) with { Refusal = refused.Refusal } },
                refused.Refusal.Code == "split.none" ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
        }
    }

    private string Split(SplitAddress address, Dictionary<long, int> versions)
    {
        var splitting = new SplitCustomers(customers, clock);
        var asked = address.Asked with { Versions = versions };
        var before = splitting.Look(address.Set, visit.Viewer, asked);
        var outcome = splitting.Do(address.Set, requester.By(Door.Form), asked with { Absorbed = [.. before.Back.Select(b => b.Id)] });
        var names = before.Back.Select(b => b.Values.DisplayName ?? visit.T("customers.noName"));
        return new Flash
        {
            Set = outcome.Set.Id, Key = "split.done", With = [string.Join(", ", names), before.Kept.Values.DisplayName ?? visit.T("customers.noName")],
            Href = MergeDoing.AddressOf(before.Back[0].Id), LinkKey = "split.open",
        }.At(MergeDoing.AddressOf(before.Kept.Id));
    }
}
