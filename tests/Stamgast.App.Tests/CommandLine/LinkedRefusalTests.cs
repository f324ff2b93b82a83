using System.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

public sealed class LinkedRefusalTests
{
    private sealed class Refusing() : StamgastCommand("trash", Permission.DeleteCustomers)
    {
        public override Task<int> RunAsync(ParseResult arguments, CommandContext context) =>
            throw new LinkedException("customer.linked", 12, [new Blocker("invoices", 7, "2026-0007", "open"), new Blocker("orders", 3, null, null)]);
    }

    [Fact]
    public async Task Records_that_block_a_customer_are_listed_for_programs_and_named_for_people()
    {
        var console = new TestConsole();
        var caller = new Caller(Path.GetTempPath(), Cultures.Find("en")!, Json: true, Terminal: false);
        var context = new CommandContext(null, caller, console.Out, console.Err, CancellationToken.None);
        var exit = await CommandRunner.RunAsync(new RootCommand { new Refusing() }.Parse(["trash"]), context);
        Assert.Equal(1, exit);
        Assert.Contains("invoices 2026-0007, orders 3", console.Err.ToString(), StringComparison.Ordinal);
        var error = console.Json.GetProperty("error");
        Assert.Equal("customer.linked", error.GetProperty("code").GetString());
        Assert.Equal("""[{"kind":"invoices","id":7,"number":"2026-0007","state":"open"},{"kind":"orders","id":3,"number":null,"state":null}]""",
            error.GetProperty("blockers").GetRawText());
    }
}
