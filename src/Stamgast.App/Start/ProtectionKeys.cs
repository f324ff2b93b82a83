using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Stamgast.Database;
using Stamgast.Users;

namespace Stamgast.App.Start;

/// <summary>Keeps the keys that sign the tokens in forms in the base, so that a form outlives a restart and every process on the base knows it.</summary>
internal sealed class ProtectionKeys(Base customers) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = customers.NewContext();
        return [.. context.Set<ProtectionKey>().AsEnumerable().Select(k => ElementOf(k.Xml)).OfType<XElement>()];
    }

    // An unreadable key, from a damaged base or a wrong backup, is skipped: forms it signed are then too old, and a new key is made.
    private static XElement? ElementOf(string xml)
    {
        try { return XElement.Parse(xml); }
        catch (XmlException) { return null; }
    }

    public void StoreElement(XElement element, string friendlyName) =>
        customers.Write(t => t.Context.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }));
}
