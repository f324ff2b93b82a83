using Stamgast.Customers;
using Stamgast.Matching;
using Stamgast.Profiling;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// The columns in which customers are compared, each with its role, so that nothing needs to be guessed from the values. A customer has up to three
/// e-mail addresses and three telephone numbers here; any of them may equal any.
/// </summary>
internal static class MatchColumns
{
    private static readonly (string Name, ColumnRole Role)[] Columns =
    [
        ("first_name", ColumnRole.GivenName),
        ("last_name", ColumnRole.FamilyName),
        ("company_name", ColumnRole.Organisation),
        ("birth_date", ColumnRole.BirthDate),
        ("email", ColumnRole.Email),
        ("second_email", ColumnRole.Email),
        ("other_emails", ColumnRole.Email),
        ("phone", ColumnRole.Phone),
        ("mobile", ColumnRole.Phone),
        ("other_phones", ColumnRole.Phone),
        ("street", ColumnRole.Street),
        ("house_number", ColumnRole.HouseNumber),
        ("postal_code", ColumnRole.PostalCode),
        ("city", ColumnRole.City),
        ("vat_number", ColumnRole.CompanyNumber),
        ("enterprise_number", ColumnRole.CompanyNumber),
        ("iban", ColumnRole.Iban),
        ("gender", ColumnRole.Attribute),
        ("country", ColumnRole.Attribute),
        ("language", ColumnRole.Attribute),
        ("type", ColumnRole.Attribute),
    ];

    /// <summary>The number of columns.</summary>
    public static int Count => Columns.Length;

    /// <summary>The options of a search in these columns.</summary>
    public static readonly MatchingOptions Options = new()
    {
        MeetsAnyScript = true,
        Roles = Columns.ToDictionary(c => c.Name, c => c.Role, StringComparer.Ordinal),
    };

    /// <summary>The fields of a customer to read for them, in the order in which <see cref="Write"/> takes them.</summary>
    public static readonly IReadOnlyList<CustomerField> Fields = [.. new[]
    {
        CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName, CustomerFields.CompanyName, CustomerFields.BirthDate,
        CustomerFields.Email, CustomerFields.OtherEmails, CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.OtherPhones, CustomerFields.Street,
        CustomerFields.HouseNumber, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.VatNumber, CustomerFields.EnterpriseNumber,
        CustomerFields.Iban, CustomerFields.Gender, CustomerFields.Country, CustomerFields.Language, CustomerFields.Type,
    }.Select(ordinal => CustomerFields.All[ordinal])];

    /// <summary>An empty table with these columns.</summary>
    public static MatchingTable NewTable() => new([.. Columns.Select(c => c.Name)]);

    /// <summary>The cells of a customer, or of somebody who may become one.</summary>
    public static string?[] CellsOf(CustomerValues values) => Cells(i => values[Fields[i]]);

    /// <summary>The cells of the customer in a row of <see cref="BaseTable.Select"/>.</summary>
    public static string?[] CellsOf(BaseRows row) => Cells(i => row[i]);

    /// <summary>Writes the cells of a customer, column by column.</summary>
    /// <param name="field">The value of one of <see cref="Fields"/>.</param>
    /// <param name="add">Takes the next cell.</param>
    public static void Write(FieldText field, AddCell add)
    {
        Span<char> joined = stackalloc char[MostJoined];
        add(field(0));
        add(Joined(field(1), field(2), joined));
        add(field(3));
        add(field(4));
        add(field(5));
        var others = field(6);
        var first = others.IndexOf('|');
        add(first < 0 ? others : others[..first]);
        add(first < 0 ? default : others[(first + 1)..]);
        for (var i = 7; i < Fields.Count; i++)
        {
            var text = field(i);
            // Unknown says nothing.
            add(Fields[i].Ordinal == CustomerFields.Gender && text is "0" ? default : text);
        }
    }

    /// <summary>The text of a field, by its place in <see cref="Fields"/>; valid until the next one is asked for.</summary>
    internal delegate ReadOnlySpan<char> FieldText(int field);

    /// <summary>Takes a cell.</summary>
    internal delegate void AddCell(ReadOnlySpan<char> cell);

    // As long as the two fields may be, with the space between them.
    private const int MostJoined = 352;

    private static string?[] Cells(FieldText field)
    {
        var cells = new string?[Count];
        var at = 0;
        Write(field, cell => cells[at++] = cell.Length == 0 ? null : cell.ToString());
        return cells;
    }

    private static ReadOnlySpan<char> Joined(ReadOnlySpan<char> particle, ReadOnlySpan<char> name, Span<char> into)
    {
        if (particle.IsEmpty || particle.Length + name.Length + 1 > into.Length) return name;
        particle.CopyTo(into);
        into[particle.Length] = ' ';
        name.CopyTo(into[(particle.Length + 1)..]);
        return into[..(particle.Length + 1 + name.Length)];
    }
}
