using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals.Previews;
using Stamgast.Settings;

namespace Stamgast.Importing.Comparing;

/// <summary>Decides for each row whether it creates, changes or leaves a customer, or cannot be imported, and fills the staged row.</summary>
internal sealed partial class RowClassifier(ImportOptions options, RequiredPreset required, ColumnMapping mapping, SeenRows seen, Repairs repairs)
{
    private readonly (int Field, string Value)[] defaults = [.. (mapping.Defaults ?? new Dictionary<string, string>())
        .Select(d => (CustomerFields.ByName(d.Key)!.Ordinal, d.Value))];
    private readonly bool wantsGender = ColumnMappingProfile.Of(mapping) is { WantsGender: true } && mapping.Defaults?.ContainsKey("gender") != true;
    private readonly ulong kept = options.FieldsKept.Aggregate(0UL, (bits, name) => CustomerFields.ByName(name) is { } field
        ? bits | (1UL << field.Ordinal) : bits);
    private readonly List<(string Cell, string Known)> lettersKept = [];
    private readonly bool idsMayBeForeign = OwnIds.MayBeForeign(mapping);
    private readonly bool namesNobody = OwnIds.NamesNobody(mapping);
    private long created;

    // For countries added by a row: the column that added them.
    private readonly int countryColumn = mapping.Columns.FirstOrDefault(c => c.Target is "country" or "delivery_country" or "postal_code"
        or ImportTarget.Address)?.Column ?? 0;

    /// <summary>Reads a row again in the country of its customer.</summary>
    public required RowReaders Readers { get; init; }

    /// <summary>The extra fields of the base.</summary>
    public ExtraDefinitions Extra
    {
        get;
        init
        {
            field = value;
            requiresExtra = value.Living.Any(f => f.RequiredIn.Contains(required));
        }
    } = ExtraDefinitions.None;

    private bool requiresExtra;

    /// <summary>The context in which the rows were read.</summary>
    public required RuleContext Context { get; init; }

    // For numbers that differ from another one only in capitals.
    private readonly int numberColumn = mapping.Columns.FirstOrDefault(c => c.Target == "number")?.Column ?? 0;
    private readonly int emailColumn = mapping.Columns.FirstOrDefault(c => c.Target == "email")?.Column ?? 0;

    /// <summary>Values of customers that do not fit the country that a row gives them, and numbers that differ from another one in capitals only.</summary>
    public CellWarnings Misfits { get; } = new(mapping);

    /// <summary>Rows that resemble a customer.</summary>
    public long PossibleDuplicates { get; private set; }

    /// <summary>The number of rows that change each field, by its ordinal.</summary>
    public long[] FieldCounts { get; } = new long[CustomerFields.StoredCount];

    public void Classify(ImportedRow row, KnownCustomers known, StaleCells stale, StagedRow staged)
    {
        staged.Clear();
        staged.Seq = row.Seq;
        staged.Line = row.Line;
        var named = row.SameAs is null && (row.Problems.Count > 0 || row.Judged.Count > 0 || row.Given.Count > 0) ? Named(row, known) : null;
        if (named is not null) AsItsCustomer(row, named);
        if (row.Problems.Count > 0) Refuse(staged, row, RowClass.Error);
        else if (row.SameAs is { } same) Leave(staged, row, same);
        else if (Find(row, known) is { } found)
        {
            if (found.Problem is { } problem) Refuse(staged, row, found.Class, problem);
            else if (found.Customer is { } customer) Update(staged, row, customer, stale, known);
            else Create(staged, row, known);
        }
    }

    // The customer already has all values of the row.
    private void Leave(StagedRow staged, ImportedRow row, long id)
    {
        if (seen.Customer(id, row.Line) is { } line)
        {
            Refuse(staged, row, RowClass.Error, new Problem(-1, "import.second_row", $"{line}", row.Values.DisplayName ?? $"{id}"));
            return;
        }
        staged.Class = RowClass.Unchanged;
        staged.RecordId = id;
    }

    // The customer of the row, as Find will decide unless something interferes.
    private CustomerState? Named(ImportedRow row, KnownCustomers known)
    {
        if (row.Id is { } id) return known.ById.GetValueOrDefault(id);
        if (options.Key != ImportKey.Id && row.Has(CustomerFields.Number) && known.ByNumber.Count > 0
            && known.Number(row.Values[CustomerFields.Number]!) is { } owner) return owner;
        return ByChosenKey(row, known) is [var only] ? known.ById[only] : MergedOf(row, known, options.Key);
    }

    // Its country applies if the row has none, and its existing values are not checked again.
    private void AsItsCustomer(ImportedRow row, CustomerState customer)
    {
        Readers.ReadInCountryOf(customer, row);
        RestoreNumbers(row, customer);
        foreach (var (field, text) in row.Judged)
        {
            if (customer.Values[field] is not { } has || has != text && !(CustomerFields.All[field].Kind == FieldKind.Phone && SheetDamage.Is(has, text)))
                continue;
            row.Problems.RemoveAll(p => p.Field == field);
            row.Warnings.RemoveAll(w => w.Field == field);
            row.Filled &= ~(1UL << field);
            row.Added &= ~(1UL << field);
        }
    }

    // Other numbers that lost their plus and are invalid in the country of the row: the customer's are meant, as with the main one.
    private void RestoreNumbers(ImportedRow row, CustomerState customer)
    {
        const int field = CustomerFields.OtherPhones;
        if (customer.Values[field] is not { } list || !row.Problems.Exists(p => p.Field == field)) return;
        var known = CustomerValues.Elements(list);
        var any = false;
        var parts = new List<string>();
        if (row.Has(field)) parts.Add(row.Values[field]!);
        foreach (var (_, text) in row.Judged.Where(j => j.Field == field))
            foreach (var part in text.Split(['|', ';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var whole = known.FirstOrDefault(k => SheetDamage.Is(k, part));
                any |= whole is not null;
                parts.Add(whole ?? part);
            }
        if (!any) return;
        var country = row.Values[CustomerFields.Country] ?? customer.Values[CustomerFields.Country];
        if (FieldRules.Normalise(CustomerFields.All[field], CustomerValues.Join(parts)!, Context with { Country = country }) is not { Problem: null,
            Value: { } value }) return;
        row.Problems.RemoveAll(p => p.Field == field);
        row.Warnings.RemoveAll(w => w.Field == field);
        row.Values[field] = value;
        row.Filled |= 1UL << field;
    }

    private readonly record struct Found(CustomerState? Customer, Problem? Problem, RowClass Class);

    private Found? Find(ImportedRow row, KnownCustomers known)
    {
        var hasNumber = row.Has(CustomerFields.Number) && options.Key != ImportKey.Id;
        var owner = row.Has(CustomerFields.Number) && known.ByNumber.Count > 0 ? known.Number(row.Values[CustomerFields.Number]!) : null;
        if (row.Id is { } id)
        {
            if (!known.ById.TryGetValue(id, out var named)) return Wrong("import.id_unknown", $"{id}");
            if (named.MergedInto is not null) return Wrong("conflict.merged_into", known.CalledNow(id), RowClass.Conflict);
            if (named.Trashed) return Wrong("conflict.trashed", $"{id}", RowClass.Conflict);
            // A number that only looks like ours belongs to nobody here.
            if (owner is not null && owner.Id != id && IsDamagedNumber(row, named)) owner = null;
            if (!row.IsMatchedByHand && !(SamePerson.MayBe(row, named.Values, owner?.Id, id)
                && !(idsMayBeForeign && SamePerson.HasOnlyAnotherAddress(row, named.Values, namesNobody)))) return Wrong("import.other_person",
                named.Values.DisplayName ?? $"{id}", RowClass.Conflict, $"{id}");
            return Once(named, row);
        }
        if (hasNumber && owner is not null)
            return SamePerson.IsSomebodyElse(row, owner.Values, CustomerFields.Number)
                ? Wrong("import.other_number", row.Values[CustomerFields.Number]!, RowClass.Conflict, owner.Values.DisplayName ?? $"{owner.Id}")
                : Once(owner, row);
        if (ByMergedNumber(row, known, hasNumber) is { } kept) return kept;
        if (ByChosenKey(row, known) is { } ids)
        {
            // A customer with a number never matches a row with a different one.
            var fitting = ids.Where(i => !hasNumber || known.ById[i].Values[CustomerFields.Number] is null || IsDamagedNumber(row, known.ById[i])).ToList();
            if (fitting.Count > 1) return options.Key == ImportKey.Vat ? Wrong("import.ambiguous_vat", row.Values[CustomerFields.VatNumber]!)
                : Wrong("import.ambiguous_email", row.Values[CustomerFields.Email]!);
            if (fitting.Count == 1 && options.Key == ImportKey.Email && known.ById[fitting[0]].Values is var theirs
                && SamePerson.IsSomebodyElse(row, theirs, CustomerFields.Email))
                return Wrong("import.other_email", row.Values[CustomerFields.Email]!, RowClass.Conflict, theirs.DisplayName ?? $"{fitting[0]}");
            if (fitting.Count == 1) return Once(known.ById[fitting[0]], row);
        }
        return ByMergedEmail(row, known, hasNumber) ?? SecondNewRow(row, hasNumber) ?? new Found(null, null, RowClass.New);
    }

    internal static bool IsDamagedNumber(ImportedRow row, CustomerState customer) =>
        row.Has(CustomerFields.Number) && customer.Values[CustomerFields.Number] is { } number && SheetDamage.Is(number, row.Values[CustomerFields.Number]!);

    private List<long>? ByChosenKey(ImportedRow row, KnownCustomers known) => options.Key switch
    {
        ImportKey.Email when known.ByEmail.Count > 0 && IsKey(row, CustomerFields.Email) => known.ByEmail.GetValueOrDefault(row.EmailKey),
        ImportKey.Vat when known.ByVat.Count > 0 && IsKey(row, CustomerFields.VatNumber) =>
        known.ByVat.GetValueOrDefault(row.Values[CustomerFields.VatNumber]!),
        _ => null,
    };

    private static bool IsKey(ImportedRow row, int field) => row.Has(field) && !Placeholders.IsOne(field, row.Values[field]!);

    private Found Once(CustomerState customer, ImportedRow row) =>
        seen.Customer(customer.Id, row.Line) is { } line
            ? Wrong("import.second_row", $"{line}", detail: customer.Values.DisplayName ?? $"{customer.Id}") : new Found(customer, null, RowClass.Changed);

    private Found? SecondNewRow(ImportedRow row, bool hasNumber)
    {
        if (row.Has(CustomerFields.Number) && seen.Number(ValueHash.Of(row.Values, CustomerFields.Number), row.Line,
            row.LikeNumber == 0 ? 0 : ValueHash.Of(row.SortFullUtf8.Span)) is { } line)
            return Wrong("import.second_number", row.Values[CustomerFields.Number]!, detail: $"{line}");
        if (options.Key == ImportKey.Email && IsKey(row, CustomerFields.Email) && seen.EmailAsKey(row.EmailHash, hasNumber, row.Line) is { } first)
            return Wrong("import.second_email", row.Values[CustomerFields.Email]!, detail: $"{first}");
        if (options.Key == ImportKey.Vat && IsKey(row, CustomerFields.VatNumber)
            && seen.VatAsKey(ValueHash.Of(row.Values, CustomerFields.VatNumber), hasNumber, row.Line) is { } earlier)
            return Wrong("import.second_vat", row.Values[CustomerFields.VatNumber]!, detail: $"{earlier}");
        return null;
    }

    private static Found Wrong(string code, string text, RowClass kind = RowClass.Error, string? detail = null) =>
        new(null, new Problem(-1, code, text, detail), kind);

    private static void Refuse(StagedRow staged, ImportedRow row, RowClass kind, Problem? problem = null)
    {
        staged.Values = null;
        if (problem is not null) row.Problems.Add(problem);
        staged.Class = kind;
        staged.Problems = JsonSerializer.Serialize(row.Problems);
        staged.Cells = row.Cells is null ? null : JsonSerializer.Serialize(row.Cells);
        staged.RecordId = row.Id;
    }

    private void Create(StagedRow staged, ImportedRow row, KnownCustomers known)
    {
        if (options.Mode == ImportMode.Update) { Refuse(staged, row, RowClass.Error, new Problem(-1, "import.not_found", "")); return; }
        var values = staged.Blank();
        foreach (var (field, value) in defaults) values[field] = value;
        values.Take(row.Values, row.Filled);
        if (wantsGender && !values.IsCompany && !row.Has(CustomerFields.Gender)) row.Problems.Add(new Problem(CustomerFields.Gender, "required.gender", ""));
        if (LeadsElsewhere(row, known, null) is { } leads) { Refuse(staged, row, RowClass.Conflict, leads); return; }
        row.Problems.AddRange(RequiredFields.Check(required, values, null));
        if (requiresExtra) row.Problems.AddRange(ExtraValues.Missing(Extra, required, values, null));
        if (row.Problems.Count > 0) { Refuse(staged, row, RowClass.Error); return; }
        // A default may be part of the name.
        if (defaults.Length > 0) row.MakeSortFull(values);
        if (!row.IsNewByHand && (row.TwinOf ?? Twin(row, known) ?? known.MergedTwins?.Find(row)) is { } twin)
        {
            staged.Class = RowClass.Unchanged;
            staged.RecordId = twin;
            staged.Values = null;
            return;
        }
        staged.Class = RowClass.New;
        staged.NewNumber = ++created;
        staged.SortFull = row.SortFullUtf8;
        staged.FieldCount = System.Numerics.BitOperations.PopCount(row.Filled);
        if (row.Has(CustomerFields.Number)) NoteNumber(row, known, null);
        if (row.Warnings.Count > 0) staged.Problems = JsonSerializer.Serialize(row.Warnings);
        CustomerKeys.OfNew(values, staged.Keys, isEmailItsKey: row.IsEmailItsKey);
        if (Resembles(row, known) is { } alike && !row.IsNewByHand)
        {
            staged.Alike = JsonSerializer.Serialize(alike);
            PossibleDuplicates++;
        }
    }

    // Never refused: a base may well have such pairs.
    private void NoteNumber(ImportedRow row, KnownCustomers known, string? own)
    {
        var isLikeAnother = seen.HasNumberLike(row.Values);
        if (isLikeAnother || known.HasNumberLike(row.Values, own))
            Misfits.Add(row, numberColumn, CustomerFields.All[CustomerFields.Number], "number.alike", row.Values[CustomerFields.Number]);
    }

    // The same row imported a second time: a living customer that has each of its values.
    private static long? Twin(ImportedRow row, KnownCustomers known)
    {
        if (row.Has(CustomerFields.Number) || known.ByName.Count == 0 || !known.ByName.TryGetValue(row.SortFull, out var ids)) return null;
        foreach (var id in ids)
        {
            var values = known.ById[id].Values;
            var same = true;
            for (var i = 0; same && i < CustomerFields.Count; i++) same = !row.Has(i) || row.Values[i] == values[i];
            foreach (var (field, value) in row.Extra) same &= value is null || ExtraValues.Of(values, field) == value;
            if (same) return id;
        }
        return null;
    }

    private void Update(StagedRow staged, ImportedRow row, CustomerState customer, StaleCells stale, KnownCustomers known)
    {
        staged.RecordId = customer.Id;
        if (options.Mode == ImportMode.Create) { staged.Class = RowClass.Unchanged; return; }
        if (row.Yielding != 0) AddedValues.Yield(row, customer.Values);
        row.Filled &= ~kept;
        row.Emptied &= ~kept;
        var wanted = customer.Values.Copy();
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            if (row.Has(i)) wanted[i] = (row.Added & (1UL << i)) == 0 ? row.Values[i] : wanted[i];
            else if ((row.Emptied & (1UL << i)) != 0) wanted[i] = CustomerFields.All[i].Default;
        }
        foreach (var (field, value) in row.Extra) wanted[CustomerFields.Extra] = MapValue.With(wanted[CustomerFields.Extra], field.MapId, value);
        if (AddedValues.To(wanted, row, kept) is { } tooLong) { Refuse(staged, row, RowClass.Error, tooLong); return; }
        var changes = Difference.Between(customer.Values, wanted);
        Keep(changes, row, LostLetters.AreAll, repairs.KeepsLetters);
        Keep(changes, row, SheetDamage.Is, repairs.KeepsUndamaged);
        if (changes.Count > 0 && row.Version is { } version && version < customer.Version)
        {
            var touchedByBoth = stale.Resolve(customer, version, changes);
            if (touchedByBoth is { } field)
                { Refuse(staged, row, RowClass.Conflict, new Problem(field, "import.stale", row.Values[field] ?? "", customer.Values[field])); return; }
        }
        if (changes.Count == 0) { staged.Class = RowClass.Unchanged; SayMerged(staged, row); return; }
        if (changes.Exists(c => c.Field == CustomerFields.Number) && LeadsElsewhere(row, known, customer.Id) is { } leads)
            { Refuse(staged, row, RowClass.Conflict, leads); return; }
        row.Problems.AddRange(RequiredFields.Check(required, Difference.Applied(customer.Values, changes), customer.Values));
        if (requiresExtra) row.Problems.AddRange(ExtraValues.Missing(Extra, required, Difference.Applied(customer.Values, changes), customer.Values));
        if (row.Problems.Count > 0) { Refuse(staged, row, RowClass.Error); return; }
        if (changes.Exists(c => c.Field == CustomerFields.Number) && row.Values[CustomerFields.Number] is { } number
            && seen.Number(ValueHash.Of(number), row.Line) is { } line)
        {
            Refuse(staged, row, RowClass.Error, new Problem(CustomerFields.Number, "import.second_number", number, $"{line}"));
            return;
        }
        if (SecondToNewRow(row, changes, wanted[CustomerFields.Number] is not null) is { } second) { Refuse(staged, row, RowClass.Error, second); return; }
        staged.Class = RowClass.Changed;
        staged.SeenVersion = customer.Version;
        var after = Difference.Applied(customer.Values, changes);
        staged.Values = after;
        staged.Changes = changes;
        staged.FieldCount = changes.Count;
        foreach (var change in changes) FieldCounts[change.Field]++;
        foreach (var field in FieldRules.OfCountries)
            if (changes.Exists(c => c.Field is CustomerFields.Country or CustomerFields.DeliveryCountry)
                && FieldRules.Misfit(field, after, customer.Values, Context) is { } misfit)
                Misfits.Add(row, countryColumn, CustomerFields.All[misfit.Field], misfit.Code, misfit.Text);
        if (row.Has(CustomerFields.Number) && changes.Exists(c => c.Field == CustomerFields.Number))
            NoteNumber(row, known, customer.Values[CustomerFields.Number]);
        if (row.Warnings.Count > 0) KeepWarnings(staged, row, changes);
        CustomerKeys.Difference(customer.Values, after, staged.Keys);
    }

    // Confirmed without a look, they would be lost here too.
    private void Keep(List<FieldChange> changes, ImportedRow row, Func<string, string, bool> isLess, Func<int, string, string, long, bool> isKept)
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i].IsMap) continue;
            lettersKept.Clear();
            var without = LostLetters.Without(changes[i], lettersKept, isLess);
            if (lettersKept.Count == 0) continue;
            var keeps = false;
            foreach (var (cell, known) in lettersKept) keeps = isKept(changes[i].Field, cell, known, row.Line);
            if (!keeps) continue;
            if (without is { } rest) changes[i] = rest;
            else changes.RemoveAt(i);
        }
    }

    // An earlier row creates a new customer with a value that this row gives to an existing one; later rows are compared with that.
    private Problem? SecondToNewRow(ImportedRow row, List<FieldChange> changes, bool hasNumber)
    {
        if (row.Has(CustomerFields.Email) && changes.Exists(c => c.Field == CustomerFields.Email))
        {
            if (options.Key != ImportKey.Email) seen.Email(row.EmailHash, row.Line);
            else if (IsKey(row, CustomerFields.Email) && seen.EmailGiven(row.EmailHash, hasNumber, row.Line) is { } line)
                return new Problem(-1, "import.second_email", row.Values[CustomerFields.Email]!, $"{line}");
        }
        return options.Key == ImportKey.Vat && IsKey(row, CustomerFields.VatNumber) && changes.Exists(c => c.Field == CustomerFields.VatNumber)
            && seen.VatGiven(ValueHash.Of(row.Values, CustomerFields.VatNumber), hasNumber, row.Line) is { } first
            ? new Problem(-1, "import.second_vat", row.Values[CustomerFields.VatNumber]!, $"{first}") : null;
    }

    // Only what concerns a value that will change.
    private static void KeepWarnings(StagedRow staged, ImportedRow row, List<FieldChange> changes)
    {
        row.Warnings.RemoveAll(w => w.Code != Merged && !changes.Exists(c => c.Field == w.Field));
        if (row.Warnings.Count > 0) staged.Problems = JsonSerializer.Serialize(row.Warnings);
    }
}
