using QRCoder;
using Stamgast.Formats;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>The QR code that a banking app reads (EPC069-12, version 2): account, name, amount and message.</summary>
internal static class PaymentCode
{
    private const int LongestName = 70;
    private const int LongestMessage = 140;
    private const decimal Largest = 999_999_999.99m;

    /// <summary>The text of the code; null when there is nothing to pay by transfer in euros.</summary>
    /// <param name="message">What the payer is to write; a Belgian structured message goes as it is, in the line for text.</param>
    public static string? Payload(string? iban, string? bic, string name, decimal amount, string currency, string? message)
    {
        if (iban is null || currency != "EUR" || amount < 0.01m || amount > Largest || name.Trim().Length == 0) return null;
        var payload = new PayloadGenerator.Girocode(iban.Replace(" ", "", StringComparison.Ordinal), bic ?? "", Cut(name.Trim(), LongestName), amount,
            Cut(message ?? "", LongestMessage), PayloadGenerator.Girocode.TypeOfRemittance.Unstructured, "", "",
            PayloadGenerator.Girocode.GirocodeVersion.Version2, PayloadGenerator.Girocode.GirocodeEncoding.UTF_8);
        return payload.ToString();
    }

    /// <summary>The squares of a code: true for a dark one.</summary>
    public static IReadOnlyList<IReadOnlyList<bool>> Squares(string payload)
    {
        using var code = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        return [.. code.ModuleMatrix.Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>()])];
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text
        : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
