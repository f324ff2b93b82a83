using Stamgast.Customers;
using Stamgast.Exchange.Sources;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Columns;

/// <summary>The columns of a file of records: by the names of the fields, their captions in any language, or names that other programs use.</summary>
internal sealed class RecordColumns
{
    private static readonly string[] LineParts = ["code", "text", "quantity", "unit", "price", "discount", "vat"];

    private readonly RecordKind kind;
    private readonly Dictionary<int, int> fields = [];
    private readonly Dictionary<int, int> numbers = [];
    private readonly Dictionary<int, int> emails = [];
    private readonly Dictionary<int, int> customer = [];
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly List<string> unmapped = [];

    private RecordColumns(RecordKind kind) => this.kind = kind;

    /// <summary>The column of the ID; null without one.</summary>
    public int? Id { get; private set; }

    /// <summary>The column of the exported version; null without one.</summary>
    public int? Version { get; private set; }

    /// <summary>The column of each field that files give, by ordinal.</summary>
    public IReadOnlyDictionary<int, int> Fields => fields;

    /// <summary>The columns with numbers of the records that fields point at, by the ordinal of the field.</summary>
    public IReadOnlyDictionary<int, int> Numbers => numbers;

    /// <summary>The columns with e-mail addresses of the customers that fields point at.</summary>
    public IReadOnlyDictionary<int, int> Emails => emails;

    /// <summary>The columns that say more of the customer, by the ordinal of the field of customers.</summary>
    public IReadOnlyDictionary<int, int> Customer => customer;

    /// <summary>True when rows are lines of documents.</summary>
    public bool HasLines => lines.Count > 0;

    /// <summary>Unknown headers; their columns are not imported.</summary>
    public IReadOnlyList<string> Unmapped => unmapped;

    /// <summary>The columns by field names, and "id": to show what a row had.</summary>
    public Dictionary<string, int> ByName
    {
        get
        {
            var names = fields.ToDictionary(f => kind.Fields[f.Key].Name, f => f.Value);
            foreach (var (at, column) in numbers) names.TryAdd(kind.Fields[at].Name, column);
            foreach (var (at, column) in emails) names.TryAdd(kind.Fields[at].Name, column);
            if (Id is { } id) names["id"] = id;
            return names;
        }
    }

    /// <exception cref="RefusedException">exchange.columns: none of them says which record it is, or what it is about.</exception>
    public static RecordColumns Of(RecordKind kind, IReadOnlyList<string> headers, string path)
    {
        var columns = new RecordColumns(kind);
        for (var column = 0; column < headers.Count; column++)
            if (headers[column].Length > 0 && !columns.Take(HeaderName.Of(headers[column]), column)) columns.unmapped.Add(headers[column]);
        var tells = columns.Id is not null || columns.fields.Keys.Any(f => kind.Fields[f].IsRequired || kind.Fields[f] == kind.Number)
            || kind.Fields.Any(f => f.IsRequired && (columns.numbers.ContainsKey(f.Ordinal) || columns.emails.ContainsKey(f.Ordinal)));
        return tells ? columns
            : throw new RefusedException("exchange.columns", System.IO.Path.GetFileName(path), string.Join(", ", RecordExport.Columns(kind)));
    }

    /// <summary>The text of a column; null where the row has none.</summary>
    public static string? Cell(SourceRow row, int? column) =>
        column is { } at && at < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[at]) ? row.Cells[at] : null;

    /// <summary>What says which document a row of a table is a line of; null when nothing does.</summary>
    public string? KeyOf(SourceRow row)
    {
        if (Cell(row, Id) is { } id) return "id " + id.Trim();
        var shop = kind.Shop is { } of && fields.TryGetValue(of.Ordinal, out var shops) ? Cell(row, shops)?.Trim() : null;
        foreach (var name in new[] { "number", "external_number" })
            if (kind.By(name) is { } field && fields.TryGetValue(field.Ordinal, out var column) && Cell(row, column) is { } number)
                return $"{name} {shop}:{number.Trim()}";
        return null;
    }

    /// <summary>The line of a document in a row of a table; null without one.</summary>
    public LineTexts? LineOf(SourceRow row)
    {
        if (!lines.Values.Any(column => Cell(row, column) is not null)) return null;
        return new LineTexts(row.Line)
        {
            Code = Part("code"), Text = Part("text"), Quantity = Part("quantity"), Unit = Part("unit"), Price = Part("price"), Discount = Part("discount"),
            Vat = Part("vat"),
        };

        string? Part(string name) => lines.TryGetValue(name, out var column) ? Cell(row, column) : null;
    }

    private bool Take(string name, int column)
    {
        if (name == "id" && Id is null) Id = column;
        else if (name == "version" && Version is null) Version = column;
        // What the file of errors says of its rows.
        else if (name is "stamgastline" or "stamgastproblem") return true;
        else
        {
            var taken = TakeReference(name, column);
            taken |= TakeField(name, column);
            return taken || TakeLine(name, column) || TakeCustomer(name, column);
        }
        return true;
    }

    private bool TakeField(string name, int column)
    {
        var field = kind.FileColumns.TryGetValue(name, out var other) ? kind.By(other) : Named(name);
        if (field is null) return kind.SummedUp.Any(s => HeaderName.Of(s) == name);
        // Computed values are exported, and come back as they please.
        if (field.By == GivenBy.Rules || field.IsDerived) return true;
        return fields.TryAdd(field.Ordinal, column);
    }

    private KindField? Named(string name)
    {
        if (kind.Fields.FirstOrDefault(f => HeaderName.Of(f.Name) == name) is { } field) return field;
        if (name == "status" && kind.State is { } state) return state;
        if (name == HeaderName.Of(Singular) + "number" && kind.Number is { } number) return number;
        if (kind.Fields.FirstOrDefault(f => f.To is not null && HeaderName.Of(Bare(f)) == name) is { } reference) return reference;
        return kind.Fields.FirstOrDefault(f => HeaderName.IsOf(name, f));
    }

    // "order_number" for order_id, "customer_number", "other_email".
    private bool TakeReference(string name, int column)
    {
        var taken = false;
        foreach (var field in kind.Fields)
        {
            if (field.To is null or "shops") continue;
            var bare = HeaderName.Of(Bare(field));
            var isNamed = name == bare + "name" && RecordKinds.Find(field.To) is { Number: null, NamedBy: not null };
            if (field.By == GivenBy.Rules) taken |= name == bare + "number";
            else if (isNamed) taken |= numbers.TryAdd(field.Ordinal, column);
            else if (name == bare + "number" && !(kind.Number is not null && bare == HeaderName.Of(Singular))) taken |= numbers.TryAdd(field.Ordinal, column);
            else if (field.To == "customers" && (name == bare + "email" || (field == kind.Customer && name == "email" && kind.By("email") is null)))
                taken |= emails.TryAdd(field.Ordinal, column);
        }
        return taken;
    }

    private bool TakeLine(string name, int column)
    {
        if (kind.By("lines") is null || kind.By("net") is null) return false;
        var part = name.StartsWith("line", StringComparison.Ordinal) ? name["line".Length..] : name switch
        {
            "sku" or "productcode" => "code",
            "description" or "product" => "text",
            "quantity" or "qty" or "aantal" or "quantite" or "menge" => "quantity",
            "unitprice" or "price" => "price",
            "vatrate" => "vat",
            _ => "",
        };
        return LineParts.Contains(part) && lines.TryAdd(part, column);
    }

    private bool TakeCustomer(string name, int column)
    {
        if (kind.Customer is null) return false;
        var bare = name.StartsWith("customer", StringComparison.Ordinal) ? name["customer".Length..] : name;
        // Names that other programs use, such as Twikey.
        int? known = bare switch
        {
            "firstname" => CustomerFields.FirstName,
            "lastname" => CustomerFields.LastName,
            "address" or "streetline" or "adres" or "adresse" => CustomerFields.Street,
            "zip" or "zipcode" or "postcode" => CustomerFields.PostalCode,
            "coc" => CustomerFields.EnterpriseNumber,
            "mobilephone" or "gsm" => CustomerFields.Mobile,
            _ => null,
        };
        var field = known is { } ordinal ? CustomerFields.All[ordinal] : CustomerFields.All.FirstOrDefault(f => HeaderName.IsOf(bare, f));
        return field is not null && customer.TryAdd(field.Ordinal, column);
    }

    private string Singular => kind.Key.EndsWith('s') ? kind.Key[..^1] : kind.Key;

    private static string Bare(KindField field) => field.Name.EndsWith("_id", StringComparison.Ordinal) ? field.Name[..^"_id".Length] : field.Name;
}
