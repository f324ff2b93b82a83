namespace Stamgast.App.Serving;

/// <summary>Marks a route that asks for the password again, see <see cref="Routes.AsksPassword"/>.</summary>
public sealed record PasswordAsked(string What, string Cancel, Func<IFormCollection, bool> When);
