using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tests.Customers;

/// <summary>
/// A base with customers of several responsibles and shops, and viewers who see some of them: every name, number and town of a customer
/// whom a viewer may not see holds a word that no other customer has.
/// </summary>
internal static class HiddenCustomers
{
    /// <summary>Part of every value of Nadia's customers.</summary>
    public const string Secret = "Zwijgzaam";

    /// <summary>
    /// Karim's 1 to 4 (4 in the trash), Nadia's 5 to 9 (9 in the trash, 6 is a namesake of 1 with one more letter), 10 and 11 of nobody, in the shop
    /// Gent.
    /// </summary>
    public static CustomerValues[] All() =>
    [
        Of("Karim", "Gent", "Jozefien", "Aerts", "K-1"), Of("Karim", "Gent | Brugge", "Willem", "Bakker", "K-2"), Of("Karim", null, "Chloé", "Lambert", "K-3"),
        Of("Karim", "Brugge", "Youssef", "El Amrani", "K-4"),
        Of("Nadia", "gent", Secret, Secret + "s", "N-5"), Of("Nadia", null, "Jozefien", "Aertsz", "N-6"), Of("Nadia", "Brugge", "An", Secret, "N-7"),
        Of("Nadia", "Gent", "Piet", Secret, "N-8"), Of("Nadia", "Gent", "Griet", Secret, "N-9"),
        Of(null, "Gent", "Ilse", "Maes", "O-10"), Of(null, "GENT | Leuven", "Tom", "Peeters", "O-11"),
    ];

    /// <summary>The limits under test, with the customers they show, including the trash.</summary>
    public static (Visibility Limit, long[] Sees)[] Limits() =>
    [
        (Visibility.Only(["Karim"]), [1, 2, 3, 4]),
        (Visibility.Only(["karim"]), []),
        (Visibility.Only(["Karim", ""]), [1, 2, 3, 4, 10, 11]),
        (Visibility.Only(null, ["Gent"]), [1, 2, 5, 8, 9, 10, 11]),
        (Visibility.Only(["Karim"], ["brugge", "Leuven"]), [2, 4]),
        (Visibility.Only(["Karim", "Nadia"], [""]), [3, 6]),
        (Visibility.Only([]), []),
        (Visibility.Only(["*"], ["*"]), []),
        (Visibility.Only(null, []), []),
    ];

    /// <summary>Adds them all, and puts 4 and 9 in the trash.</summary>
    public static void AddTo(Base customers)
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        foreach (var values in All()) changes.Create([values], Actor.CommandLine);
        changes.Trash([4], into: true, Actor.CommandLine);
        changes.Trash([9], into: true, Actor.CommandLine);
    }

    private static CustomerValues Of(string? label, string? shops, string first, string last, string number) => SomeCustomers.Person(first, last,
        (CustomerFields.Label, label), (CustomerFields.Shops, shops), (CustomerFields.Number, number), (CustomerFields.Email,
        $"{number}@{last.Replace(" ", "", StringComparison.Ordinal)}.example".ToLowerInvariant()),
        (CustomerFields.City, label == "Nadia" ? Secret : "Antwerpen"), (CustomerFields.Groups, label == "Nadia" ? Secret : "Retail"), (CustomerFields.Language,
        label == "Nadia" ? "de" : "nl"));
}
