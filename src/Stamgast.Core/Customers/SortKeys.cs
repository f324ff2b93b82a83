using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>Sort keys, for now by the bare surname; particles follow with the name rules.</summary>
internal static class SortKeys
{
    public static string Core(CustomerValues values) => Folding.Letters(values[CustomerFields.LastName] ?? values[CustomerFields.CompanyName] ?? "~");

    public static string Full(CustomerValues values) => Core(values);
}

internal static class SearchWords
{
    public static string Of(CustomerValues values) => Folding.Fold(values.DisplayName ?? "-");
}
