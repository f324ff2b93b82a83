using System.Globalization;
using System.Runtime.CompilerServices;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Tables;
using Stamgast.Tables.Csv;

namespace Stamgast.Importing.Rows;

/// <summary>Turns the cells of a row into canonical values, by the mapping of the columns.</summary>
internal sealed partial class RowReader
{
    private readonly RuleContext context;
    private readonly ImportOptions options;
    private readonly Repairs repairs;
    private readonly int cellCount;
    private readonly bool wantsWholeRows;
    private readonly bool marksNumbers;
    private readonly bool guardsFormulas;
    private readonly bool clears;
    private readonly int idColumn;
    private readonly bool leavesRepeatsOut;
    private readonly bool lastNameMayBeCompany;
    private readonly bool hasContacts;
    private readonly bool hasOwnMain;
    private readonly bool overflowsPhones;
    private readonly bool isOfOdoo;
    private readonly int addressTypes;
    private readonly Column[] columns;
    private readonly Column[] codes;
    private readonly PartnerColumns? partners;
    private readonly bool isOfPartners;
    private readonly string?[] joined = new string?[CustomerFields.Count];
    private readonly ErrorCause[] emptied;
    private bool anyJoined;

    public RowReader(ColumnMapping mapping, ImportOptions options, IReadOnlyDictionary<int, DateOrder> dateOrders, RuleContext context, Repairs? repairs = null,
        PartnerColumns? partners = null, bool isOfPartners = false)
    {
        (this.partners, this.isOfPartners) = (partners, isOfPartners);
        this.context = context;
        this.repairs = repairs ?? new Repairs(mapping, options.RepairsOff);
        this.options = options;
        emptied = [.. options.EmptiedCauses.Where(c => c.CanBeEmptied)];
        cellCount = mapping.Columns.Count;
        var profile = ColumnMappingProfile.Of(mapping);
        wantsWholeRows = profile is { WantsWholeRows: true };
        leavesRepeatsOut = profile is not { IsStrict: true };
        marksNumbers = profile is { MarksNumbers: true };
        // Nobody opens address cards in a spreadsheet: there an apostrophe is just an apostrophe.
        guardsFormulas = profile is not { Name: "vcard" };
        clears = options.Empty == EmptyCells.Clear;
        idColumn = mapping.ColumnOf(ImportTarget.Id);
        // Countries first: phones, postal codes and VAT numbers are read in the row's own country.
        var read = isOfPartners ? partners!.Mapping : mapping;
        columns = [.. read.Columns.Where(c => c.Target is not null && ImportTarget.OfPartner(c.Target) is null
            && !c.Target.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal))
            .Select(c => new Column(c.Column, c.Target!, dateOrders.GetValueOrDefault(c.Column, context.DateOrder),
            c.Values is { Count: > 0 }) { Header = c.Header, Joint = JointOf(c, profile), HasCompanyFirst = profile?.HasCompanyFirst(c.Header) == true,
            IsShared = isOfPartners && partners!.IsShared(c.Column) })
            .OrderBy(c => c.Field is { Kind: FieldKind.Country } ? 0 : c.Target == ImportTarget.FullName ? 3 : c.Field is null ? 1 : 2)];
        hasOwnMain = profile is null && !mapping.IsOwnExport;
        overflowsPhones = Array.Exists(columns, c => c.Target == "other_phones" && HeaderWords.Find(c.Header)?.Target is "phone" or "mobile");
        isOfOdoo = profile is { Name: "odoo" };
        addressTypes = isOfOdoo ? mapping.Columns.FirstOrDefault(c => c.Target is null && ChildAddresses.AreTypes(c.Header))?.Column ?? -1 : -1;
        hasContacts = Array.Exists(columns, c => ImportTarget.IsOfContact(c.Target));
        leavesRepeatsOut &= !mapping.IsOwnExport;
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Place = i;
            if (!ImportTarget.TakesSeveral(columns[i].Target) && !ImportTarget.IsOfContact(columns[i].Target))
                columns[i].Before = [.. columns.Take(i).Where(c => c.Target == columns[i].Target && c.IsShared == columns[i].IsShared
                && HeaderWords.Key(c.Header) == HeaderWords.Key(columns[i].Header)).Select(c => c.Index)];
        }
        codes = [.. columns.Where(c => c.Field is { Kind: FieldKind.PostalCode })];
        // "Name; First name": the name of a company is in the first, and nothing in the second.
        lastNameMayBeCompany = Array.Exists(columns, c => c.Target == "last_name" && HeaderWords.Find(c.Header) is { Target: "name" });
    }

    /// <summary>
    /// True when rows may be about customers of another country: values that depend on the country are kept in their original form.
    /// </summary>
    public bool KeepsGiven { get; init; }

    /// <summary>All fields present in the file.</summary>
    public IEnumerable<CustomerField> Fields => columns.Where(c => c.Field is not null).Select(c => c.Field!).Distinct();

    public void Read(TableRows cells, ImportedRow row)
    {
        row.Begin();
        row.Line = isOfPartners ? -cells.Line : cells.Line;
        var here = context;
        repairs.IsOwnRow = idColumn >= 0 && CheckDigits.AreDigits(cells[idColumn].Trim().TrimStart('0'));
        var ownAddress = isOfPartners && partners!.HasAddress(cells);
        var isNamed = codes.Length == 0;
        foreach (var column in columns)
        {
            if (!isNamed && column.Field is not { Kind: FieldKind.Country })
            {
                isNamed = true;
                NameCountries(row, cells, ownAddress, ref here);
            }
            if (isOfPartners)
            {
                if (column.IsShared && (column.Field is { } shared && row.Has(shared.Ordinal) || ownAddress && PartnerColumns.IsAddress(column.Target)))
                    continue;
                repairs.Counts = !column.IsShared;
            }
            if (column.Before.Length > 0 && IsSaidBefore(column, cells)) continue;
            var cell = cells[column.Index];
            if (cell.IsEmpty && (!clears || cells.Kind(column.Index) == CellKind.Error)) continue;
            cell = guardsFormulas ? FormulaGuard.Unprotect(Trimmed(cell)) : Trimmed(cell);
            if (column.TakesNoDate && cells.Kind(column.Index) == CellKind.Date && !cell.IsEmpty && repairs.IsSheetDate(column.Index, cell, row.Line)) continue;
            if (marksNumbers && cell.Length > 1 && cell[0] == '\'' && char.IsAsciiDigit(cell[1])) cell = cell[1..];
            if (column.Field is { } field)
            {
                if (KeepsGiven && here.Country is null && !cell.IsEmpty && column.IsReadInCountry) row.Given.Add(column.Place, cell);
                if (column.Joint is not null && HoldsSeveral(column, field, cell)) ReadSeveral(row, column, field, cell, ref here);
                else ReadField(row, column, field, cell, ref here);
                continue;
            }
            if (cell.IsEmpty) continue;
            var mended = repairs.Before(column.Index, null, cell, row.Line);
            if (!mended.IsEmpty) ReadSpecial(row, column, mended, here);
        }
        SettleTowns(row);
        if (wantsWholeRows && cells.CellCount < cellCount) row.Problems.Add(new Problem(-1, "import.short_row", $"{cells.CellCount}", $"{cellCount}"));
        JoinLists(row);
        if (leavesRepeatsOut && (row.Has(CustomerFields.OtherEmails) || row.Has(CustomerFields.OtherPhones))) LeaveRepeatsOut(row);
        if (lastNameMayBeCompany) TakeCompanyFromLastName(row);
        if (hasContacts) TakeContact(row, here);
        if (birthFrom is not null) TakeBirth(row, here);
        if (hasOwnMain) TakeFirstAsMain(row);
        if (addressTypes >= 0) RefuseChildAddress(row, cells[addressTypes]);
        InferType(row);
        if (isOfPartners) repairs.Counts = true;
        if (extras.Length > 0) ReadExtra(cells, row);
        if (row.Problems.Count > 0 && emptied.Length > 0) EmptyWrongCells(row);
        if (row.Problems.Count > 0) row.Cells = partners is null ? Cells(cells, cellCount) : partners.Only(Cells(cells, cellCount), isOfPartners);
    }

    // Of columns with the same header, the first that is filled in counts.
    private static bool IsSaidBefore(Column column, TableRows cells)
    {
        foreach (var before in column.Before)
            if (!cells[before].IsWhiteSpace()) return true;
        return false;
    }

    /// <summary>The cells of a row as the file has them.</summary>
    public static string[] Cells(TableRows cells, int columns)
    {
        var texts = new string[Math.Max(columns, cells.CellCount)];
        for (var i = 0; i < texts.Length; i++) texts[i] = cells[i].ToString();
        return texts;
    }

    private void ReadField(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        if (!cell.IsEmpty && !row.Has(field.Ordinal))
        {
            if (column.HasForm && FieldRules.IsCanonical(field, cell, here))
            {
                Put(row, field, cell);
                return;
            }
            if (column.Cache is { IsUseful: true } cache)
            {
                if (cache.Find(cell, here) is { } known)
                {
                    Take(row, field, known, ref here);
                    return;
                }
            }
            else if (column.IsLine && IsPlain(column, field, cell))
            {
                Put(row, field, cell);
                return;
            }
        }
        ReadUnknown(row, column, field, cell, ref here);
    }

    // Nothing to repair, count or report, whatever the row is about.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(Column column, CustomerField field, ReadOnlySpan<char> cell) =>
        !(column.IsCity && MayHoldPostalCode(cell)) && FieldRules.MayBeCleanLine(cell, field.MaxLength) && Repairs.HasNoMarks(cell) && !EmptyWords.MayBe(cell)
        && !Repairs.MayBeExponent(field, cell) && (!column.MayBeDate || !SheetDates.Is(field, cell)) && !(column.IsOfPerson && NameTitles.MayHaveMark(cell));

    private void ReadUnknown(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here)
    {
        var asRead = cell;
        var remarks = repairs.Remarks;
        if (!cell.IsEmpty) cell = repairs.Before(column.Index, field, cell, row.Line);
        if (cell.IsEmpty)
        {
            if (clears) Empty(row, field, asRead);
            return;
        }
        if (column.IsOfPerson && NameTitles.MayHaveMark(cell)) cell = WithoutMark(row, column, cell);
        if (field.Kind == FieldKind.Date && here.DateOrder != column.DateOrder) here = here with { DateOrder = column.DateOrder };
        if (TakeSecondLine(row, column, field, cell) || (column.MayHoldTown && TakeTownOrCode(row, column, field, cell, ref here))) return;
        var text = column.Cache is { } cache && cache.Takes(cell) && cell == asRead ? cell.ToString() : null;
        var value = default(NormalisedValue);
        if (text is null && FieldRules.IsAsWritten(field, cell, here, out value))
        {
            if (!column.IsNamed && !row.Has(field.Ordinal) && !Repairs.MayBeExponent(field, cell)) { Put(row, field, cell); return; }
            value = value with { Value = cell.ToString() };
        }
        if (text is not null) value = FieldRules.Normalise(field, text, here);
        if (!value.IsMasked) Judge(row, column, field, cell, asRead, value, text, remarks, ref here);
    }

    // Separate, so that a value taken as it is does not reserve stack space for the rest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ReadOnlySpan<char> asRead, NormalisedValue value,
        string? text, long remarks, ref RuleContext here)
    {
        value = repairs.After(column.Index, field, cell, value, row.Line);
        if (value.Problem is { } problem)
        {
            if (TakeSeveral(row, column, field, cell, here)) return;
            row.Problems.Add(problem);
            row.Judged.Add((field.Ordinal, asRead.ToString()));
            return;
        }
        if (value.Warning is { } warning) repairs.Warnings.Add(row, column.Index, field, warning, cell);
        if (value.Value is null) return;
        var isJudged = field.Kind is FieldKind.PostalCode or FieldKind.EnterpriseNumber && !asRead.SequenceEqual(value.Value);
        if (isJudged) row.Judged.Add((field.Ordinal, asRead.ToString()));
        if (text is not null && !isJudged && value.Warning is null && repairs.Remarks == remarks) column.Cache!.Keep(text, value.Value, here);
        Take(row, field, value.Value, ref here);
    }

    // A spreadsheet error is unknown, which is different from empty.
    private static void Empty(ImportedRow row, CustomerField field, ReadOnlySpan<char> asRead)
    {
        if (EmptyWords.IsError(asRead)) return;
        var bit = 1UL << field.Ordinal;
        row.Added &= ~bit;
        if (!row.Has(field.Ordinal)) row.Emptied |= bit;
    }

    // Separate, so that the path of all other cells stays short.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TakeTownOrCode(ImportedRow row, Column column, CustomerField field, ReadOnlySpan<char> cell, ref RuleContext here) =>
        column.IsCity ? TakePostalCode(row, column, field, cell, here) : TakeTown(row, column, field, cell, ref here);

    // Nearly all cells begin and end with a printable ASCII character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> cell) =>
        cell.IsEmpty || (cell[0] is > ' ' and < '\x7F' && cell[^1] is > ' ' and < '\x7F') ? cell : cell.Trim();

    // The cells after that of a country are read in it.
    private void Take(ImportedRow row, CustomerField field, string value, ref RuleContext here)
    {
        if (field.Kind == FieldKind.Country)
            here = field.Ordinal == CustomerFields.Country ? here with { Country = value } : here with { DeliveryCountry = value };
        Say(row, field, value);
    }

    // A value equal to its cell.
    private static void Put(ImportedRow row, CustomerField field, ReadOnlySpan<char> value)
    {
        var bit = 1UL << field.Ordinal;
        row.Values.Put(field.Ordinal, value);
        row.Filled |= bit;
        row.Emptied &= ~bit;
        row.Added &= ~bit;
    }

    // A cell in the column of the field itself replaces the customer's value.
    private void Say(ImportedRow row, CustomerField field, string value)
    {
        row.Added &= ~(1UL << field.Ordinal);
        Fill(row, field, value);
    }

    private void Fill(ImportedRow row, CustomerField field, string value)
    {
        var bit = 1UL << field.Ordinal;
        row.Emptied &= ~bit;
        if ((row.Filled & bit) == 0) row.Values[field.Ordinal] = value;
        else if (field.IsList)
        {
            Join(field, row.Values[field.Ordinal]!, value);
            anyJoined = true;
        }
        else if (field.Ordinal == CustomerFields.Notes)
        {
            // A field that is too long is refused, whatever else follows.
            if (row.Values[field.Ordinal]!.Length <= field.MaxLength) row.Values[field.Ordinal] += "\n" + value;
            anyJoined = true;
        }
        else return;
        row.Filled |= bit;
    }

    private void ReadSpecial(ImportedRow row, Column column, ReadOnlySpan<char> cell, in RuleContext here)
    {
        switch (column.Target)
        {
            case ImportTarget.Id:
                if (!long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                    row.Problems.Add(new Problem(-1, "import.id", cell.ToString()));
                else if (id > 0) row.Id = id;
                break;
            case ImportTarget.Version:
                if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) row.Version = version;
                else row.Problems.Add(new Problem(-1, "import.version", cell.ToString()));
                break;
            case ImportTarget.FullName:
                ReadName(row, column, cell, here);
                break;
            case ImportTarget.BirthYear or ImportTarget.BirthMonth or ImportTarget.BirthDay:
                AddToBirth(column, cell);
                break;
            case ImportTarget.ContactName or ImportTarget.ContactFirstName or ImportTarget.ContactLastName:
                contact.Add(column, cell);
                break;
            default:
                ReadAddress(row, column, cell, here);
                break;
        }
    }

    private void ReadAddress(ImportedRow row, Column column, ReadOnlySpan<char> cell, RuleContext here)
    {
        var target = column.Target;
        var delivery = target.StartsWith("delivery_", StringComparison.Ordinal);
        var parts = target switch
        {
            ImportTarget.Address or ImportTarget.DeliveryAddress => AddressParts.OfAddress(cell),
            ImportTarget.StreetLine or ImportTarget.DeliveryStreetLine => AddressParts.OfStreetLine(cell),
            ImportTarget.PostalCity or ImportTarget.DeliveryPostalCity => AddressParts.OfPostalCity(cell),
            _ => default,
        };
        var shown = repairs.HasExamples(RepairKind.SplitAddress, column.Index)
            ? "" : Shown(parts.Street, parts.HouseNumber, parts.Box, parts.PostalCode, parts.City, parts.Country);
        if (!repairs.Split(RepairKind.SplitAddress, column.Index, cell, shown, row.Line))
            parts = new AddressParts(cell.ToString(), null, null, null, null, null);
        var shift = delivery ? CustomerFields.DeliveryStreet - CustomerFields.Street : 0;
        if (parts.Country is { } country)
        {
            Offer(row, column.Index, CustomerFields.Country + shift, country, here);
            here = delivery ? here with { DeliveryCountry = country } : here with { Country = country };
        }
        else if (parts.PostalCode is { } code) NameCountry(row, column, CustomerFields.All[CustomerFields.PostalCode + shift], code, ref here);
        if (parts is { Street: { } line, HouseNumber: null } && line.AsSpan().ContainsAnyInRange('0', '9') && !row.Has(CustomerFields.HouseNumber + shift))
            repairs.Warnings.Add(row, column.Index, CustomerFields.All[CustomerFields.Street + shift], "street.whole", cell);
        Offer(row, column.Index, CustomerFields.Street + shift, parts.Street, here);
        Offer(row, column.Index, CustomerFields.HouseNumber + shift, parts.HouseNumber, here);
        Offer(row, column.Index, CustomerFields.Box + shift, parts.Box, here);
        Offer(row, column.Index, CustomerFields.PostalCode + shift, parts.PostalCode, here);
        Offer(row, column.Index, CustomerFields.City + shift, parts.City, here);
    }

    private static string Shown(params ReadOnlySpan<string?> parts)
    {
        var shown = "";
        foreach (var part in parts)
            if (part is not null) shown += shown.Length > 0 ? " | " + part : part;
        return shown;
    }

    // A part of a cell, for a field that has no value yet.
    private void Offer(ImportedRow row, int column, int ordinal, string? part, in RuleContext here)
    {
        if (part is null || row.Has(ordinal)) return;
        var value = FieldRules.Normalise(CustomerFields.All[ordinal], part, here);
        if (value.Problem is { } problem) row.Problems.Add(problem);
        if (value.Warning is { } warning) repairs.Warnings.Add(row, column, CustomerFields.All[ordinal], warning, part);
        if (value.Value is null) return;
        row.Values[ordinal] = value.Value;
        row.Filled |= 1UL << ordinal;
    }
}
