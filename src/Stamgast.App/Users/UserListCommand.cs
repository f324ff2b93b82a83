using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary><c>stamgast user list</c></summary>
internal sealed class UserListCommand() : StamgastCommand("user.list", Permission.ManageUsers)
{
    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var users = new UserAccounts(context.Base, TimeProvider.System).All();
        var lines = users.Select(u => $"{u.Email}  {u.Name}{(u.Active ? "" : "  " + context.T("command.user.inactive"))}").ToArray();
        var result = new { users = users.Select(u => new { u.Id, u.Email, u.Name, u.Active, u.CreatedAt, u.LastSignInAt }) };
        return Task.FromResult(context.Done(result, lines.Length == 0 ? context.T("command.user.none") : string.Join('\n', lines)));
    }
}
