using System.CommandLine;
using Stamgast.Customers;
using Stamgast.Tasks;

namespace Stamgast.App.CommandLine;

/// <summary>An option that names a kind of record: customers, or tasks.</summary>
internal static class RecordOption
{
    private static readonly string[] Kinds = [CustomerShape.Instance.Key, TaskShape.Instance.Key];

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
