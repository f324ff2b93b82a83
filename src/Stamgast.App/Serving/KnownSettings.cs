using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Serving;

/// <summary>The settings of the organisation, and the last known ones for the page that says that the base is away.</summary>
internal sealed class KnownSettings(Base customers)
{
    private OrganisationSettings last = OrganisationSettings.Default;

    /// <summary>The last known settings; reads nothing.</summary>
    public OrganisationSettings Last => Volatile.Read(ref last);

    /// <summary>The current settings from the base.</summary>
    public OrganisationSettings Read()
    {
        var now = OrganisationSettings.Of(customers);
        Volatile.Write(ref last, now);
        return now;
    }
}
