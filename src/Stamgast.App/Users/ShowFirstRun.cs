using Stamgast.App.Serving;

namespace Stamgast.App.Users;

/// <summary>Shows the page on which the first administrator is made, which comes after the users in the order; the composition root hands it in.</summary>
/// <param name="secret">That of the link.</param>
public delegate IResult ShowFirstRun(string secret, Visitor visitor);
