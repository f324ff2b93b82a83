using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Stamgast.App.Serving;

/// <summary>Writes into each form for whom it was made, so that one that comes after its session had ended is kept for that person and nobody else.</summary>
public sealed class FormOwner(IDataProtectionProvider protection)
{
    /// <summary>The name of the field.</summary>
    public const string Field = "__For";

    private readonly IDataProtector protector = protection.CreateProtector("Stamgast.FormOwner");

    /// <summary>The mark of the user who asks for this page; made once a page. Null when nobody is signed in.</summary>
    public string? MarkFor(HttpContext context)
    {
        if (context.Items[Field] is string made) return made;
        if (context.RequestServices.GetRequiredService<Visitor>().User is not { } user) return null;
        var mark = protector.Protect(user.Id.ToString(CultureInfo.InvariantCulture));
        context.Items[Field] = mark;
        return mark;
    }

    /// <summary>The user for whom a form was made; null for one without a mark of ours.</summary>
    public long? Read(IFormCollection form)
    {
        if (form[Field].ToString() is not { Length: > 0 } mark) return null;
        try
        {
            return long.Parse(protector.Unprotect(mark), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
