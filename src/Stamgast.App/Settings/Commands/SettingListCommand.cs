using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Settings;

namespace Stamgast.App.Settings.Commands;

/// <summary><c>stamgast setting list</c></summary>
internal sealed class SettingListCommand() : StamgastCommand("setting.list", Permission.ChangeSettings)
{
    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var settings = OrganisationSettings.Of(context.Base);
        return Task.FromResult(context.Done(
            new
            {
                settings = OrganisationSettings.All.Select(s => new { key = s.Key, value = s.Shown(settings[s]), @default = s.Default, choices = s.Choices }),
            },
            string.Join('\n', OrganisationSettings.All.Select(s => $"{s.Key} = {s.Shown(settings[s])}"))));
    }
}
