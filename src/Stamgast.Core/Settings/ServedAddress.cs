using Stamgast.Database;

namespace Stamgast.Settings;

/// <summary>The address under which this base was served last, for links that the command line prints.</summary>
public static class ServedAddress
{
    private const string Key = "served-address";

    public static void Keep(Base customers, string address) => customers.Write(transaction =>
    {
        var settings = transaction.Context.Set<Setting>();
        if (settings.SingleOrDefault(s => s.Key == Key) is { } known) known.Value = address;
        else settings.Add(new Setting { Key = Key, Value = address });
    });

    /// <summary>Null when it was never served.</summary>
    public static string? Of(Base customers)
    {
        using var context = customers.NewContext();
        return context.Set<Setting>().SingleOrDefault(s => s.Key == Key)?.Value;
    }
}
