using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Stamgast.App.Customers;
using Stamgast.Customers;

namespace Stamgast.App.Tests.Customers;

public sealed class CustomerFormTests
{
    private static CustomerValues Jozefien()
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = "Jozefien";
        values[CustomerFields.LastName] = "Aerts";
        values[CustomerFields.Phone] = "+32486123309";
        values[CustomerFields.Groups] = "Retail | VIP";
        values[CustomerFields.Newsletter] = "1";
        return values;
    }

    private static CustomerForm SentBack(CustomerForm opened, Action<Dictionary<string, StringValues>>? alter = null)
    {
        var sent = new Dictionary<string, StringValues> { ["was"] = opened.WasJson(), ["version"] = "3", ["once"] = opened.Once };
        foreach (var field in CustomerFields.All)
            if (field.Kind != FieldKind.Flag) sent[field.Name] = (opened.Text(field.Ordinal) ?? "").Replace("\n", "\r\n", StringComparison.Ordinal);
            else if (opened.Has(field.Ordinal, "1")) sent[field.Name] = "1";
        alter?.Invoke(sent);
        return CustomerForm.Read(new FormCollection(sent));
    }

    [Fact]
    public void A_form_that_is_sent_back_as_it_was_touches_nothing()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3));
        Assert.DoesNotContain(CustomerFields.All, f => form.IsTouched(f.Ordinal));
        Assert.Equal(3, form.Version);
    }

    [Fact]
    public void Only_what_was_changed_is_touched_and_a_cleared_tick_is_a_no()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3), sent =>
        {
            sent["last_name"] = "Aertsen";
            sent["groups"] = new StringValues(["Retail", ""]);
            sent.Remove("newsletter");
        });
        Assert.Equal([CustomerFields.LastName, CustomerFields.Groups, CustomerFields.Newsletter], CustomerFields.All.Where(f => form.IsTouched(f.Ordinal)).Select(f => f.Ordinal));
        Assert.Equal("Aertsen", form.Sent()[CustomerFields.LastName]);
        Assert.Equal("0", form.Sent()[CustomerFields.Newsletter]);
        Assert.Equal("+32486123309", form.Sent()[CustomerFields.Phone]);
    }

    [Fact]
    public void Starting_again_from_newer_values_keeps_what_was_typed_and_shows_what_is_new_elsewhere()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3), sent => sent["last_name"] = "Aertsen");
        var now = Jozefien();
        now[CustomerFields.City] = "Gent";
        form.StartAgainFrom(now, 4);
        Assert.Equal("Aertsen", form.Text(CustomerFields.LastName));
        Assert.Equal("Gent", form.Text(CustomerFields.City));
        Assert.Equal(4, form.Version);
    }
}
