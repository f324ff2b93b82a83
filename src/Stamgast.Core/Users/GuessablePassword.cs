using System.Globalization;
using System.Text;

namespace Stamgast.Users;

/// <summary>
/// Recognises common long passwords, which attackers try first: those made only of words, years and keyboard walks that fill lists of stolen
/// passwords. A sentence of other words is not among them.
/// </summary>
/// <remarks>
/// The words were compiled for the four languages here; NIST SP 800-63B 5.1.1.2 requires a comparison with commonly used or expected values.
/// </remarks>
public static class GuessablePassword
{
    private const int ShortestWalk = 3;
    private const int MostFreeDigits = 4;

    // Folded: lower case without accents, with look-alikes (@, 0, 1, 3, 5, $) replaced by their letters.
    private static readonly string[] Words =
    [
        "password", "passwort", "wachtwoord", "motdepasse", "kennwort", "paswoord", "passw", "pass", "geheim", "secret", "welkom", "welcome", "bienvenue",
            "willkommen", "bonjour", "hallo", "hello",
        "admin", "administrator", "beheerder", "root", "user", "gebruiker", "login", "letmein", "test", "testing", "tester", "default", "guest", "master",
        "changeme", "change", "access", "temp", "demo", "stamgast",
        "iloveyou", "ilove", "ikhouvanjou", "ikhou", "jetaime", "ichliebedich", "liebe", "love", "lovely", "you", "forever", "always", "mon", "amour",
        "schatje", "schat", "liefde", "lieverd", "doudou", "chouchou",
        "football", "voetbal", "soccer", "baseball", "basketball", "hockey", "anderlecht", "clubbrugge", "feyenoord", "ajax", "standard", "barcelona",
        "liverpool", "arsenal", "chelsea", "manchester", "juventus",
        "dragon", "monkey", "tiger", "shadow", "sunshine", "princess", "prinses", "superman", "batman", "spiderman", "starwars", "pokemon", "naruto", "matrix",
        "mustang", "ferrari", "porsche", "mercedes", "corvette", "harley",
        "summer", "winter", "spring", "autumn", "zomer", "herfst", "lente", "sommer", "ete", "hiver", "printemps", "january", "januari", "february", "march",
        "april", "june", "july", "august", "september", "october", "november", "december",
        "computer", "internet", "google", "facebook", "samsung", "microsoft", "windows", "iphone", "orange", "chocolate", "chocolat", "cookie", "coffee",
        "cheese", "banana", "blink", "slipknot", "metallica", "nirvana",
        "belgium", "belgie", "belgique", "nederland", "holland", "deutschland", "france", "london", "paris", "brussel", "bruxelles", "antwerpen", "amsterdam",
        "rotterdam", "berlin",
        "michael", "jennifer", "jessica", "michelle", "daniel", "thomas", "charlie", "robert", "jordan", "andrea", "nicole", "ashley", "joshua", "matthew",
        "andrew", "maria", "justin", "bieber", "jesus", "christ", "god",
        "fuckyou", "fuck", "pussy", "trustno", "whatever", "killer", "hunter", "ninja", "angel", "angels", "baby", "babygirl", "girl", "boy", "boys", "sexy",
        "hotmail", "gmail", "yahoo", "leavemealone", "motherfucker", "unbelievable", "supernatural", "professional", "intelligence", "transformers",
        "playstation", "minecraft", "jamesbond", "finalfantasy", "needforspeed", "counterstrike", "sonyericsson", "family", "mother", "father", "cheeseburger",
        "number", "one", "the", "my", "is", "me", "and", "a", "i", "new", "abc", "xyz",
    ];

    // In keyboard order: rows of the three common layouts and columns from the digits down.
    private static readonly string[] Walks =
    [
        "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1a2z3e4r5t6y", "a1z2e3r4t5y6",
        "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q1q2w2w", "qweasdzxc", "qwaszxerdfcv", "12qw34er56ty", "a1s2d3f4g5h6", "1a2s3d4f5g6h",
        "z1x2c3v4b5n6m7", "qawsedrftgyhujik", "147258369", "159357", "741852963",
    ];

    private static readonly HashSet<string> Known = [.. Words];
    private static readonly int LongestWord = Words.Max(w => w.Length);
    private static readonly string[] BothWays = [.. Walks, .. Walks.Select(w => string.Concat(w.Reverse()))];

    /// <summary>Whether the password is made only of such parts.</summary>
    public static bool Is(string password)
    {
        var plain = Lowered(password);
        return IsMadeOfParts(plain, Letters(plain));
    }

    // From each position reached, any part that continues there; separators between parts are ignored.
    private static bool IsMadeOfParts(string plain, string letters)
    {
        var reached = new bool[plain.Length + 1];
        reached[0] = true;
        for (var at = 0; at < plain.Length; at++)
        {
            if (!reached[at]) continue;
            if (!char.IsLetterOrDigit(plain[at])) reached[at + 1] = true;
            for (var length = 1; length <= Math.Min(LongestWord, plain.Length - at); length++)
                if (Known.Contains(plain.Substring(at, length)) || Known.Contains(letters.Substring(at, length))) reached[at + length] = true;
            for (var length = 2; at + length <= plain.Length && plain[at + length - 1] == plain[at]; length++) reached[at + length] = true;
            for (var length = 1; length <= MostFreeDigits && at + length <= plain.Length && char.IsAsciiDigit(plain[at + length - 1])
                && (at == 0 || !char.IsAsciiDigit(plain[at - 1])); length++) reached[at + length] = true;
            foreach (var walk in BothWays)
                for (var start = walk.IndexOf(plain[at]); start >= 0; start = walk.IndexOf(plain[at], start + 1))
                    for (var length = 2; start + length <= walk.Length && at + length <= plain.Length
                        && walk[start + length - 1] == plain[at + length - 1]; length++)
                        if (length >= ShortestWalk) reached[at + length] = true;
        }
        return reached[^1];
    }

    private static string Lowered(string password)
    {
        var lowered = new StringBuilder(password.Length);
        foreach (var sign in password.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark) lowered.Append(sign);
        return lowered.ToString();
    }

    private static string Letters(string plain) =>
        plain.Replace('@', 'a').Replace('4', 'a').Replace('0', 'o').Replace('1', 'i').Replace('!', 'i').Replace('3', 'e').Replace('5', 's').Replace('$', 's')
            .Replace('7', 't');
}
