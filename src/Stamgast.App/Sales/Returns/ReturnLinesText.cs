using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Sales.Returns;

namespace Stamgast.App.Sales.Returns;

/// <summary>Reads what comes back from a form. A line without a quantity is none; one that cannot be read is a problem of the lines.</summary>
internal static class ReturnLinesText
{
    /// <summary>Puts the lines under the ordinal of their field; nothing when the form has no lines.</summary>
    public static void Read(RecordForm form, IFormCollection sent, Visit visit)
    {
        var ids = sent["return-line"];
        if (ids.Count == 0) return;
        var lines = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < ids.Count; i++)
        {
            var quantity = At("return-quantity", i);
            if (quantity.Length == 0 || !ids[i]!.All(char.IsAsciiDigit) || ids[i]!.Length is 0 or > 9) continue;
            lines.Add(KeyValuePair.Create(ids[i]!, new ReturnLine
            {
                Quantity = form.Number(ReturnKind.Lines, "return-quantity " + ids[i], quantity, 0, visit),
                Reason = At("return-reason", i), Condition = At("return-condition", i), Resolution = At("return-resolution", i),
                Restocks = sent["return-restock"].Contains(ids[i]),
            }.Write()));
        }
        form.Put(ReturnKind.Lines, Records.MapValue.Write(lines));

        string At(string name, int at) => at < sent[name].Count ? sent[name][at]!.Trim() is { Length: <= 40 } text ? text : "?" : "";
    }
}
