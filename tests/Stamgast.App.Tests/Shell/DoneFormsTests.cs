using Stamgast.App.Serving.Forms;

namespace Stamgast.App.Tests.Shell;

public sealed class DoneFormsTests
{
    [Fact]
    public void A_form_submitted_twice_is_done_once_and_leads_to_the_same_page()
    {
        var forms = new DoneForms(TimeProvider.System);
        var done = 0;
        string Work() => "/customers/" + ++done;
        Assert.Equal("/customers/1", forms.Once("a", Work));
        Assert.Equal("/customers/1", forms.Once("a", Work));
        Assert.Equal("/customers/2", forms.Once("b", Work));
        Assert.Equal("/customers/3", forms.Once("", Work));
        Assert.Equal("/customers/4", forms.Once("", Work));
    }

    [Fact]
    public void A_refused_form_can_be_submitted_again()
    {
        var forms = new DoneForms(TimeProvider.System);
        Assert.Throws<RefusedException>(() => forms.Once("a", () => throw new RefusedException("busy")));
        Assert.Equal("/customers/1", forms.Once("a", () => "/customers/1"));
    }
}
