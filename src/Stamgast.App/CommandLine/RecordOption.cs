using System.CommandLine;
using Stamgast.Customers;
using Stamgast.Tasks;

namespace Stamgast.App.CommandLine;

/// <summary>An option that names a kind of record: customers, tasks, orders ...</summary>
internal static class RecordOption
{
    // Attachments come with a record, and have no file of their own.
    private static readonly string[] Kinds =
    [
        CustomerShape.Instance.Key, TaskShape.Instance.Key, "orders", "offers", "invoices", "returns", "contracts", "agreements", "tickets", "conversations",
        "payments", "payment-links", "contacts", "families", "family-members", "links", "shops",
    ];

    /// <param name="name">With its dashes.</param>
    public static Option<string> Named(string name)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', Kinds), DefaultValueFactory = _ => Kinds[0] };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token, ..] && !Kinds.Contains(token.Value)) given.AddError($"{name} {token.Value}: {string.Join(" | ", Kinds)}");
        });
        return option;
    }
}
