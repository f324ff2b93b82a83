using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging.Abstractions;
using Stamgast.App.Attachments;
using Stamgast.Attachments;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Start;

/// <summary>
/// Seals secret settings and encrypts documents with ASP.NET Data Protection, for the server and for commands alike. The keys are in the base: a backup
/// opens them again, and whoever has the whole base has them too.
/// </summary>
internal static class KeysOfBase
{
    private static readonly ConditionalWeakTable<Base, Made> Known = [];

    // Everything that reads or writes settings or documents needs it.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        SettingSecrets.OfProgram = customers => Known.GetValue(customers, Make).Secrets;
        DocumentStore.CipherOfProgram = customers => Known.GetValue(customers, Make).Cipher;
    }

    private static Made Make(Base customers)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddDataProtection().SetApplicationName("stamgast");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeys(customers));
        var protection = services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
        var settings = protection.CreateProtector("settings");
        return new Made(new SettingSecrets(settings.Protect, text => Opened(settings, text)), new DocumentCipher(protection));
    }

    private static string? Opened(IDataProtector protector, string text)
    {
        try { return protector.Unprotect(text); }
        catch (CryptographicException) { return null; }
    }

    private sealed record Made(SettingSecrets Secrets, IDocumentCipher Cipher);
}
