using Stamgast.App.Serving;

namespace Stamgast.App.Said;

/// <summary>What is said below "has been added" of a customer; the composition root hands it in.</summary>
/// <param name="id">The new customer.</param>
/// <param name="onItsPage">True where what is still missing can be filled in at once.</param>
public delegate IReadOnlyList<DoneLine> AfterCreating(long id, bool onItsPage, Visit visit);
