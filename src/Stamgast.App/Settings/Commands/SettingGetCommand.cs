using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Settings;

namespace Stamgast.App.Settings.Commands;

/// <summary><c>stamgast setting get KEY</c></summary>
internal sealed class SettingGetCommand : StamgastCommand
{
    private readonly Argument<string> key = new("KEY");

    public SettingGetCommand() : base("setting.get", Permission.ChangeSettings) => Add(key);

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var setting = OrganisationSettings.Require(arguments.GetRequiredValue(key));
        var value = setting.Shown(OrganisationSettings.Of(context.Base)[setting]);
        return Task.FromResult(context.Done(new { key = setting.Key, value, @default = setting.Default, choices = setting.Choices }, value));
    }
}
