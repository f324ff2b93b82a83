using Stamgast.App.CommandLine;

namespace Stamgast.App.Matching;

public sealed class DuplicatesCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stamgast-").FullName;

    public DuplicatesCommandTests() => File.WriteAllText(Path.Combine(folder, "klanten.csv"),
        "voornaam;naam;geboortedatum;e-mail;klant\nWillem;de Bakker;02/01/1961;willem@bakker.example;K1\nJozefien;Aerts;30/07/1985;jozefien@"
        + "aerts.example;K2\n" +
        "Josefien;Aerts;30/07/1985;jozefien@aerts.example;K3\nNoor;Claes;11/11/1990;noor@claes.example;K4\n");

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Pairs_use_the_ids_of_the_given_column()
    {
        var (exit, said) = await RunAsync("duplicates", "klanten.csv", "--out", "paren.csv", "--id", "klant", "--json");
        Assert.Equal(0, exit);
        Assert.Equal((4, 1, 0.5), (said.Json.GetProperty("records").GetInt32(), said.Json.GetProperty("pairs").GetInt32(),
            said.Json.GetProperty("threshold").GetDouble()));
        Assert.True(said.Json.GetProperty("seconds").GetDouble() >= 0);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "paren.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("id_a,id_b,score,why", lines[0]);
        Assert.StartsWith("K2,K3,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_tells_how_columns_were_recognised()
    {
        var (exit, said) = await RunAsync("duplicates", "klanten.csv", "--out", "paren.csv", "--column", "klant=Ignored");
        Assert.Equal(0, exit);
        Assert.Equal("", said.Out.ToString());
        Assert.Contains("geboortedatum = geboortedatum", said.Err.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("klant = ", said.Err.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threshold", "2")]
    [InlineData("--column", "naam=Soup")]
    [InlineData("--nonsense", "")]
    public async Task Wrong_usage_exits_with_2_and_writes_nothing(string option, string value)
    {
        var (exit, _) = await RunAsync("duplicates", "klanten.csv", "--out", "paren.csv", option, value);
        Assert.Equal(2, exit);
        Assert.False(File.Exists(Path.Combine(folder, "paren.csv")));
    }

    [Fact]
    public async Task A_command_below_is_not_mistaken_for_a_file()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "list"), "naam\nJozefien Aerts\n", TestContext.Current.CancellationToken);
        var (exit, said) = await RunAsync("duplicates", "list", "--out", "paren.csv", "--data", folder);
        Assert.Equal(0, exit);
        Assert.Equal("id_a,id_b,score,why\r\n", await File.ReadAllTextAsync(Path.Combine(folder, "paren.csv"), TestContext.Current.CancellationToken));
        (exit, said) = await RunAsync("duplicates", "./list", "--out", "paren.csv", "--json");
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("records").GetInt32()));
        Assert.Equal(2, (await RunAsync("duplicates")).Exit);
    }

    [Fact]
    public async Task A_file_named_like_a_command_is_given_with_its_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "scan"), "naam\nJozefien Aerts\n", TestContext.Current.CancellationToken);
        var (exit, _) = await RunAsync("duplicates", "./scan", "--out", "paren.csv");
        Assert.Equal(0, exit);
        Assert.True(File.Exists(Path.Combine(folder, "paren.csv")));
    }

    [Fact]
    public async Task A_missing_column_exits_with_1()
    {
        var (exit, said) = await RunAsync("duplicates", "klanten.csv", "--out", "paren.csv", "--id", "nummer", "--json");
        Assert.Equal(1, exit);
        Assert.Equal("matching.no_column", said.Json.GetProperty("error").GetProperty("code").GetString());
    }

    private Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) =>
        TestConsole.RunAsync(folder, "nl-BE", arguments, TestContext.Current.CancellationToken);
}
