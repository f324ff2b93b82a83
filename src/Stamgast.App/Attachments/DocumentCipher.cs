using Microsoft.AspNetCore.DataProtection;
using Stamgast.Attachments;

namespace Stamgast.App.Attachments;

/// <summary>Encrypts documents with the keys of this base. Old keys are kept, so that old documents can be read.</summary>
internal sealed class DocumentCipher(IDataProtectionProvider protection) : IDocumentCipher
{
    private readonly IDataProtector protector = protection.CreateProtector("Stamgast.Attachments");

    public byte[] Protect(byte[] bytes) => protector.Protect(bytes);

    public byte[] Unprotect(byte[] bytes) => protector.Unprotect(bytes);
}
