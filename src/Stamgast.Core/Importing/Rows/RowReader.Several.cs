using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Formats.Phones;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Rows;

/// <summary>Cells of address books that hold several values: "a@post.example ::: b@post.example", "* Friends ::: * myContacts", "Retail;VIP".</summary>
internal sealed partial class RowReader
{
    // Groups of the address book itself, which contain everybody or are not groups of customers.
    private static readonly string[] OwnGroups = ["myContacts", "starred"];

    // Programs that call groups tags let none have a comma.
    private static readonly string[] TagWords = ["tags", "tag", "labels", "etiquettes", "etiketten"];

    private static string? JointOf(MappedColumn column, ColumnMappingProfile? profile) =>
        profile is not null ? profile.Joint : column.Target == "groups" && (TagWords.Contains(HeaderWords.Key(column.Header)) || column.Header == "Groep(en)")
            ? "," : null;

    // A character that may appear in any text separates groups only.
    private static bool HoldsSeveral(Column column, CustomerField field, ReadOnlySpan<char> cell) =>
        (column.Joint!.Length > 1 || field.Ordinal == CustomerFields.Groups)
            && (cell.StartsWith("* ") || (field.Ordinal == CustomerFields.Groups && cell.StartsWith("\"")) || cell.IndexOf(column.Joint) >= 0);

    // The first value goes to the field; further ones to the corresponding list, or to the notes if there is none.
    private void ReadSeveral(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        var joint = column.Joint!;
        var others = field.Ordinal switch
        {
            CustomerFields.Email => CustomerFields.OtherEmails,
            CustomerFields.Phone or CustomerFields.Mobile => CustomerFields.OtherPhones,
            _ => field.IsList ? field.Ordinal : -1,
        };
        if (others < 0 && !repairs.Split(RepairKind.SeveralValues, column.Index, cell,
            cell.ToString().Replace(joint, " + ", StringComparison.Ordinal), row.Line))
        {
            ReadField(row, column, field, cell, ref here);
            return;
        }
        var isFirst = true;
        foreach (var range in cell.Split(joint))
        {
            var value = cell[range].Trim();
            if (value.StartsWith("* ")) value = value[2..];
            if (field.Ordinal == CustomerFields.Groups) value = value.Trim('"');
            if (value.IsEmpty || (field.Ordinal == CustomerFields.Groups && OwnGroups.Contains(value.ToString()))) continue;
            if (isFirst) ReadField(row, column, field, value, ref here);
            else if (others >= 0) ReadFurther(row, column, CustomerFields.All[others], others != field.Ordinal, value, ref here);
            else Remark(row, column, value);
            isFirst = false;
        }
    }

    private void ReadFurther(ImportedRow row, Column column, CustomerField field, bool isOfAnother, ReadOnlySpan<char> value, ref RuleContext here)
    {
        var bit = 1UL << field.Ordinal;
        var adds = isOfAnother && ((row.Filled | row.Emptied) & ~row.Added & bit) == 0;
        ReadField(row, column, field, value, ref here);
        if (adds) row.Added |= row.Filled & bit;
    }

    // A cell for one value that its rule refused: several values, or one with words around it. False if it is neither, or the repair is off.
    private bool TakeSeveral(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, in RuleContext here)
    {
        if (SeveralValues.Of(field, cell, here) is not { } several) return false;
        if (!repairs.Split(RepairKind.SeveralValues, column.Index, cell, string.Join(" | ", several.Values), row.Line)) return false;
        var rest = several.Values;
        if (!field.IsList)
        {
            Say(row, field, rest[0]);
            rest = [.. rest.Skip(1)];
        }
        foreach (var value in rest)
            if (field.IsList) Say(row, field, value);
            else Add(row, CustomerFields.All[PlaceOf(field, value, row)], value);
        if (several.HasMore) Remark(row, column, cell);
        return true;
    }

    // A mobile number beside a landline, or the other way round, has a field of its own if the file has no other column for it.
    private int PlaceOf(CustomerField field, string value, ImportedRow row)
    {
        if (field.Kind is FieldKind.Email or FieldKind.EmailList) return CustomerFields.OtherEmails;
        var own = PhoneNumber.IsMobile(value) ? CustomerFields.Mobile : CustomerFields.Phone;
        return own == field.Ordinal || field.IsList || row.Has(own) || Array.Exists(columns, c => c.Field?.Ordinal == own) ? CustomerFields.OtherPhones : own;
    }

    // If the file has no column for this field itself, the customer's values stay beside the new one.
    private void Add(ImportedRow row, CustomerField field, string value)
    {
        if (((row.Filled | row.Emptied) & (1UL << field.Ordinal)) == 0) row.Added |= 1UL << field.Ordinal;
        Fill(row, field, value);
    }

    // An address after a name, while the file has another one in its own column.
    private void AddEmail(ImportedRow row, Column column, string? email, in RuleContext here)
    {
        if (email is null) return;
        if (FieldRules.Normalise(CustomerFields.All[CustomerFields.Email], email, here).Value is not { } value) Remark(row, column, email);
        else if (!IsValue(row, CustomerFields.Email, value)) Add(row, CustomerFields.All[CustomerFields.OtherEmails], value);
    }

    // A value without a field of its own goes to the notes, with the name of its column.
    private void Remark(ImportedRow row, Column column, ReadOnlySpan<char> text) => Remark(row, column.Header, text);

    private void Remark(ImportedRow row, string about, ReadOnlySpan<char> text)
    {
        if ((row.Values[CustomerFields.Notes] ?? "").Length > CustomerFields.All[CustomerFields.Notes].MaxLength) return;
        var read = FieldRules.Normalise(CustomerFields.All[CustomerFields.Notes], about.Length > 0 ? $"{about}: {text}" : text.ToString(), context);
        if (read.Problem is { } problem) row.Problems.Add(problem);
        if (read.Value is { } note && !(row.Values[CustomerFields.Notes] ?? "").Split('\n').Contains(note))
            Add(row, CustomerFields.All[CustomerFields.Notes], note);
    }

    private static bool MayHoldPostalCode(ReadOnlySpan<char> cell) =>
        !cell.IsEmpty && (char.IsAsciiDigit(cell[0]) || char.IsAsciiDigit(cell[^1]) || cell[^1] == ')');

    // "9000 Gent" in the column of the towns.
    private bool TakePostalCode(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, in RuleContext here)
    {
        if (!MayHoldPostalCode(cell) || PostalTown.Of(cell) is not var (code, city)) return false;
        var ordinal = field.Ordinal == CustomerFields.City ? CustomerFields.PostalCode : CustomerFields.DeliveryPostalCode;
        if (FieldRules.Normalise(CustomerFields.All[ordinal], code, here) is not { Problem: null, Value: { } read }) return false;
        // A different postal code in its own column: nobody knows which one is right, and the cell stays as it is.
        if (row.Has(ordinal) && row.Values[ordinal] != read) return false;
        if (!repairs.Split(RepairKind.SplitAddress, column.Index, cell, $"{code} | {city}", row.Line)) return false;
        Offer(row, column.Index, ordinal, code, here);
        Say(row, field, city);
        return true;
    }

    // A second address line beside a box number, or longer than any box number: "Residentie De Linde, tweede verdieping".
    private bool TakeSecondLine(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell)
    {
        if (field.Ordinal is not (CustomerFields.Box or CustomerFields.DeliveryBox)) return false;
        if (cell.Length <= field.MaxLength && (!row.Has(field.Ordinal) || cell.Equals(row.Values[field.Ordinal], StringComparison.OrdinalIgnoreCase)))
            return false;
        if (!repairs.Split(RepairKind.SecondLine, column.Index, cell, "", row.Line)) return false;
        Remark(row, column, cell);
        return true;
    }
}
