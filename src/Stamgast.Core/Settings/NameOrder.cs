namespace Stamgast.Settings;

/// <summary>
/// How names are listed: by the whole last name ("de Bakker, Willem" under D, as in Belgium) or by its core word ("Bakker, Willem de" under B, as in
/// the Netherlands).
/// </summary>
public enum NameOrder
{
    FullName,
    CoreWord,
}
