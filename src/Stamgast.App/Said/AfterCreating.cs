using Stamgast.App.Serving;

namespace Stamgast.App.Said;

/// <summary>The note below "has been added" about a new customer; the composition root provides it.</summary>
/// <param name="id">The new customer.</param>
/// <param name="onItsPage">True where the missing values can be filled in at once.</param>
public delegate IReadOnlyList<DoneLine> AfterCreating(long id, bool onItsPage, Visit visit);
