using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Stamgast.App.Serving.Forms;

/// <summary>Marks each form with the user it was made for, so that a form submitted after the session ended is kept for that user only.</summary>
public sealed class FormOwner(IDataProtectionProvider protection)
{
    /// <summary>The name of the field.</summary>
    public const string Field = "__For";

    private readonly IDataProtector protector = protection.CreateProtector("Stamgast.FormOwner");

    /// <summary>The mark of the current user; made once a page. Null when nobody is signed in.</summary>
    public string? MarkFor(HttpContext context)
    {
        if (context.Items[Field] is string made) return made;
        if (context.RequestServices.GetRequiredService<Requester>().User is not { } user) return null;
        var mark = protector.Protect(user.Id.ToString(CultureInfo.InvariantCulture));
        context.Items[Field] = mark;
        return mark;
    }

    /// <summary>The user a form was made for; null without one of our marks.</summary>
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
