using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary><c>stamgast user add EMAIL [--name NAME]</c></summary>
internal sealed class UserAddCommand : StamgastCommand
{
    private readonly Argument<string> email = new("EMAIL");
    private readonly Option<string?> name = new("--name") { HelpName = "NAME" };

    public UserAddCommand() : base("user.add", Permission.ManageUsers)
    {
        Add(email);
        Add(name);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var user = new UserAccounts(context.Base, TimeProvider.System).Add(arguments.GetRequiredValue(email), arguments.GetValue(name));
        return Task.FromResult(UserLink.Print(context, user));
    }
}
