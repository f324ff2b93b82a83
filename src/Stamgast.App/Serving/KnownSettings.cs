using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Serving;

/// <summary>The settings of the organisation; and as they were last, for the page that says that the base is away.</summary>
internal sealed class KnownSettings(Base customers)
{
    private OrganisationSettings last = OrganisationSettings.Default;

    /// <summary>As they were when somebody asked last; asks nothing.</summary>
    public OrganisationSettings Last => Volatile.Read(ref last);

    /// <summary>As the base has them now.</summary>
    public OrganisationSettings Read()
    {
        var now = OrganisationSettings.Of(customers);
        Volatile.Write(ref last, now);
        return now;
    }
}
