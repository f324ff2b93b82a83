using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Stamgast.Database;
using Stamgast.Users;

namespace Stamgast.App.Serving;

/// <summary>Keeps the keys that sign the tokens in forms in the base, so that a form outlives a restart and every process on the base knows it.</summary>
internal sealed class ProtectionKeys(Base customers) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = customers.NewContext();
        return [.. context.Set<ProtectionKey>().AsEnumerable().Select(k => XElement.Parse(k.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        customers.Write(t => t.Context.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }));
}
