using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Settings;

namespace Stamgast.App.Settings.Commands;

/// <summary><c>stamgast setting set KEY VALUE</c></summary>
internal sealed class SettingSetCommand : StamgastCommand
{
    private readonly Argument<string> key = new("KEY");
    private readonly Argument<string> value = new("VALUE");

    public SettingSetCommand() : base("setting.set", Permission.ChangeSettings)
    {
        Add(key);
        Add(value);
    }

    public override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var setting = OrganisationSettings.Require(arguments.GetRequiredValue(key));
        var before = setting.Shown(OrganisationSettings.Of(context.Base)[setting]);
        var given = arguments.GetRequiredValue(value);
        var changes = SettingSecrets.Sealed(context.Base, new Dictionary<string, string> { [setting.Key] = given });
        context.Base.Write(t => OrganisationSettings.Save(t, changes));
        var now = setting.Shown(OrganisationSettings.Of(context.Base)[setting]);
        return Task.FromResult(context.Done(new { key = setting.Key, value = now, before }, context.T("command.setting.set.done", setting.Key, now, before)));
    }
}
