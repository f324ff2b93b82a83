using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary><c>stamgast user reset EMAIL</c></summary>
internal sealed class UserResetCommand : StamgastCommand
{
    private readonly Argument<string> email = new("EMAIL");

    public UserResetCommand() : base("user.reset", Permission.ManageUsers) => Add(email);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context) =>
        Task.FromResult(UserLink.Print(context, new UserAccounts(context.Base, TimeProvider.System).Require(arguments.GetRequiredValue(email))));
}
