using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

public sealed class EmailAddressTests
{
    private const string Signs = "abcz09.-_+@AZ";

    [Fact]
    public void The_fast_path_for_plain_addresses_reads_the_same_as_the_rules()
    {
        var random = new Random(20261123);
        var good = 0;
        for (var i = 0; i < 200_000; i++)
        {
            // Half of them look like addresses; the others are signs at random.
            var text = i % 2 == 0 ? Word(random, 8) : Word(random, 5) + "@" + Word(random, 6) + "." + Word(random, 3);
            var read = EmailAddress.Read(text);
            var at = text.LastIndexOf('@');
            var isGood = EmailAddress.IsValid(text) && text.IndexOf('.', at) > 0;
            Assert.True(isGood == (read.IsGood && read.Value is not null), text);
            if (!isGood) continue;
            good++;
            Assert.Equal(text[..at] + text[at..].ToLowerInvariant(), read.Value);
        }
        Assert.InRange(good, 2_000, 195_000);
    }

    [Fact]
    public void A_domain_in_an_ascii_form_of_other_letters_is_made_readable() =>
        Assert.Equal("an@münchen.example", EmailAddress.Read("an@xn--mnchen-3ya.example").Value);

    private static string Word(Random random, int longest) => string.Create(1 + random.Next(longest), random, (word, from) =>
    {
        for (var i = 0; i < word.Length; i++) word[i] = Signs[from.Next(Signs.Length)];
    });
}
