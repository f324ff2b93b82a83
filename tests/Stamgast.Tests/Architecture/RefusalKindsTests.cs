using System.Text.Json;
using System.Text.RegularExpressions;
using Stamgast.Database;
using Stamgast.Records;
using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>Every refusal has a kind in one register, by which pages, commands and the API answer.</summary>
public sealed partial class RefusalKindsTests
{
    private static string[] Registered => [.. RefusalKinds.All.Values.SelectMany(codes => codes)];

    [Fact]
    public void Every_refusal_with_texts_has_a_kind_and_every_kind_has_texts()
    {
        var words = Repository.Files("src", ".json").Where(f => f.EndsWith(".texts.json", StringComparison.Ordinal)).SelectMany(Keys)
            .Select(key => WhatWasRefused().Match(key)).Where(m => m.Success).Select(m => m.Groups[1].Value);
        Assert.Equal(words.Order(StringComparer.Ordinal), Registered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_refusal_that_is_thrown_has_a_kind()
    {
        var thrown = Repository.Files("src", ".cs", ".razor").SelectMany(f => Thrown(File.ReadAllText(Path.Combine(Repository.Root, f)))).Distinct().ToList();
        Assert.True(thrown.Count > 100, $"{thrown.Count}");
        var unknown = thrown.Where(code => !RefusalKinds.Knows(code)).ToArray();
        Assert.True(unknown.Length == 0, "Give these a kind in RefusalKinds: " + string.Join(", ", unknown));
    }

    [Fact]
    public void A_refusal_without_a_kind_would_be_found() =>
        Assert.Equal(["toy.lost"], Thrown("throw new RefusedException(\"toy.lost\", id); // of \"toy.other\"").Where(code => !RefusalKinds.Knows(code)));

    [Fact]
    public void Every_kind_of_record_has_its_refusals()
    {
        Assert.Equal(RefusalKind.NotFound, RefusalKinds.Of(Refusals.Unknown(Customers.CustomerShape.Instance)));
        Assert.Equal(RefusalKind.NotFound, RefusalKinds.Of(Refusals.Unknown(Tasks.TaskShape.Instance)));
        foreach (var shape in (RecordShape[])[Customers.CustomerShape.Instance, Tasks.TaskShape.Instance])
            Assert.True(RefusalKinds.Knows(Refusals.Unknown(shape)) && RefusalKinds.Knows(Refusals.Trashed(shape)), shape.Table);
    }

    [Fact]
    public void An_outside_failure_is_never_blamed_on_the_caller() =>
        Assert.All(Registered.Where(code => Trouble.Is(new Refusal(code))),
            code => Assert.Contains(RefusalKinds.Of(code), (RefusalKind[])[RefusalKind.Busy, RefusalKind.Unavailable, RefusalKind.NoRoom]));

    private static IEnumerable<string> Keys(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)));
        return [.. document.RootElement.EnumerateObject().Select(entry => entry.Name)];
    }

    private static IEnumerable<string> Thrown(string code) => RefusalCode().Matches(code).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^refusal\.(.+)\.what$")]
    private static partial Regex WhatWasRefused();

    [GeneratedRegex("new (?:RefusedException|Refusal)\\(\"([^\"]+)\"")]
    private static partial Regex RefusalCode();
}
