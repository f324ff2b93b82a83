using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging.Abstractions;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Start;

/// <summary>
/// Seals secret settings with ASP.NET Data Protection, for the server and for commands alike. The keys are in the base: a backup opens them again, and
/// whoever has the whole base has them too.
/// </summary>
internal static class SealedSettings
{
    private static readonly ConditionalWeakTable<Base, SettingSecrets> Known = [];

    // Everything that reads or writes settings needs it.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => SettingSecrets.OfProgram = customers => Known.GetValue(customers, Make);

    private static SettingSecrets Make(Base customers)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddDataProtection().SetApplicationName("stamgast");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeys(customers));
        var protector = services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("settings");
        return new SettingSecrets(protector.Protect, text => Opened(protector, text));
    }

    private static string? Opened(IDataProtector protector, string text)
    {
        try { return protector.Unprotect(text); }
        catch (CryptographicException) { return null; }
    }
}
