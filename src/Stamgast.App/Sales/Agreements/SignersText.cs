using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Formats;
using Stamgast.Sales.Agreements;

namespace Stamgast.App.Sales.Agreements;

/// <summary>Reads the signers of a form. A line without name and address is none; who signed already keeps the day.</summary>
internal static class SignersText
{
    private const int LongestName = 120;

    /// <summary>Puts the signers under the ordinal of their field; nothing when the form has none.</summary>
    public static void Read(RecordForm form, IFormCollection sent, Visit visit)
    {
        if (!sent.ContainsKey("signer")) return;
        var signers = new List<KeyValuePair<string, string>>();
        var ids = sent["signer"];
        for (var i = 0; i < ids.Count; i++)
        {
            var (name, email) = (At("signer-name", i), At("signer-email", i));
            if (name.Length + email.Length == 0 || ids[i]!.Length is 0 or > 4 || !ids[i]!.All(char.IsAsciiDigit)) continue;
            signers.Add(KeyValuePair.Create(ids[i]!, new Signer { Name = PlainText.Line(name, LongestName).Value ?? "",
                Email = PlainText.Line(email, EmailAddress.MaxLength).Value ?? "" }.Write()));
        }
        form.Put(AgreementKind.Signers, Records.MapValue.Write(signers));

        string At(string name, int at) => at < sent[name].Count ? sent[name][at]!.Trim() : "";
    }
}
