using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>A customer that a file brings along.</summary>
/// <param name="Place">1, 2, 3 ... in the order of the file; rows with the same number or address have one. 0 for one who cannot be added.</param>
internal sealed record NewCustomer(int Place, CustomerValues Values, IReadOnlyList<Problem> Problems);

/// <summary>The customers that are not there yet, made of what the rows say of them: each once.</summary>
internal sealed class NewCustomers(Base customers, KindContext context, RecordColumns columns)
{
    private readonly ExtraDefinitions extra = ExtraDefinitions.Of(customers);
    private readonly Dictionary<string, NewCustomer> known = new(StringComparer.Ordinal);

    private int places;

    /// <summary>The customer of a row.</summary>
    /// <param name="number">Their number; null without one.</param>
    /// <param name="email">Their address; null without one.</param>
    public NewCustomer Of(SourceRow row, string? number, string? email)
    {
        var key = number is not null ? "n " + number.Trim() : email is not null ? "e " + EmailAddress.Key(email.Trim())
            : "r " + row.Line.ToString(CultureInfo.InvariantCulture);
        if (known.TryGetValue(key, out var same)) return same;
        var texts = CustomerTexts.Of(row, columns);
        if (number is not null) texts[CustomerFields.Number] = number.Trim();
        if (email is not null) texts[CustomerFields.Email] = email.Trim();
        if (!texts.ContainsKey(CustomerFields.Type) && texts.ContainsKey(CustomerFields.CompanyName) && !texts.ContainsKey(CustomerFields.LastName))
            texts[CustomerFields.Type] = "company";
        var judged = JudgedValues.Of(new GivenValues(CustomerValues.Blank(), texts), isNew: true, context.Settings, context.Rules, extra);
        var made = new NewCustomer(judged.Problems.Count > 0 ? 0 : ++places, judged.Values, judged.Problems);
        known[key] = made;
        return made;
    }

    /// <summary>A customer as texts that are kept with a row: the place, then names and values in turn.</summary>
    public static string[] Write(NewCustomer customer) => [customer.Place.ToString(CultureInfo.InvariantCulture), .. Write(customer.Values)];

    private static IEnumerable<string> Write(CustomerValues values) =>
        CustomerFields.Stored.Where(f => values[f.Ordinal] is not null).SelectMany(f => (string[])[f.Name, values[f.Ordinal]!]);

    /// <summary>The customer of such texts.</summary>
    public static NewCustomer Read(IReadOnlyList<string> texts)
    {
        var values = CustomerValues.Blank();
        for (var i = 1; i + 1 < texts.Count; i += 2)
            if (CustomerShape.Instance.ByName(texts[i]) is { } field) values[field.Ordinal] = texts[i + 1];
        return new NewCustomer(int.Parse(texts[0], CultureInfo.InvariantCulture), values, []);
    }

    /// <summary>What people call the customer.</summary>
    public static string Label(CustomerValues values) => values.DisplayName ?? values[CustomerFields.Email] ?? values[CustomerFields.Number] ?? "";
}
