using Stamgast.App.Serving;

namespace Stamgast.App.Users;

/// <summary>
/// Shows the page that creates the first administrator, which comes later in the order than the users; the composition root provides it.
/// </summary>
/// <param name="secret">The secret of the link.</param>
public delegate IResult ShowFirstRun(string secret, Requester requester);
