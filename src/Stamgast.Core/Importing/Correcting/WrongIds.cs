using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Late;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Rows;
using Stamgast.Proposals;

namespace Stamgast.Importing.Correcting;

/// <summary>Rows with an unknown ID, or with the ID or number of somebody else, that a person chose to read as an empty cell.</summary>
internal sealed class WrongIds(ImportOptions options, ColumnMapping mapping)
{
    private static readonly ErrorCause Unknown = new("", "import.id_unknown");
    private static readonly ErrorCause OfAnother = new("", "import.other_person");

    private static readonly ErrorCause NumberOfAnother = new("", "import.other_number");

    private readonly bool emptiesNumbers = options.EmptiedCauses.Contains(NumberOfAnother) && options.Key != ImportKey.Id;
    private readonly bool emptiesUnknown = options.EmptiedCauses.Contains(Unknown);
    private readonly bool emptiesOthers = options.EmptiedCauses.Contains(OfAnother);

    private readonly bool idsMayBeForeign = OwnIds.MayBeForeign(mapping);
    private readonly bool namesNobody = OwnIds.NamesNobody(mapping);

    /// <summary>The number of emptied IDs.</summary>
    public CauseTally Emptied { get; } = new();

    /// <summary>Empties them once the customers that they name were looked up, before those are looked up that a row without ID may be about.</summary>
    public void Empty(IReadOnlyList<ImportedRow> rows, KnownCustomers known)
    {
        if (!emptiesUnknown && !emptiesOthers && !emptiesNumbers) return;
        foreach (var row in rows)
        {
            if (row.Problems.Count > 0) continue;
            EmptyId(row, known);
            EmptyNumber(row, known);
        }
    }

    private void EmptyId(ImportedRow row, KnownCustomers known)
    {
        if (row is not { Id: { } id, IsMatchedByHand: false }) return;
        Problem? problem = null;
        if (!known.ById.TryGetValue(id, out var named))
        {
            if (emptiesUnknown) problem = new Problem(-1, Unknown.Code, $"{id}");
        }
        else if (emptiesOthers && !named.Trashed && IsOfAnother(row, named, known))
            problem = new Problem(-1, OfAnother.Code, named.Values.DisplayName ?? $"{id}");
        if (problem is null) return;
        row.Id = null;
        Emptied.Add(problem);
    }

    private bool IsOfAnother(ImportedRow row, CustomerState named, KnownCustomers known)
    {
        var owner = Owner(row, known) is { } found && (found == named.Id || !RowClassifier.IsDamagedNumber(row, named)) ? found : (long?)null;
        return !SamePerson.MayBe(row, named.Values, owner, named.Id) || idsMayBeForeign && SamePerson.HasOnlyAnotherAddress(row, named.Values, namesNobody);
    }

    private void EmptyNumber(ImportedRow row, KnownCustomers known)
    {
        if (!emptiesNumbers || row.Id is not null || !IsNumberOfAnother(row, known)) return;
        Emptied.Add(new Problem(-1, NumberOfAnother.Code, row.Values[CustomerFields.Number]!));
        row.Values[CustomerFields.Number] = null;
        row.Filled &= ~(1UL << CustomerFields.Number);
    }

    private static bool IsNumberOfAnother(ImportedRow row, KnownCustomers known) =>
        Owner(row, known) is { } owner ? SamePerson.IsSomebodyElse(row, known.ById[owner].Values, CustomerFields.Number)
        : row.Has(CustomerFields.Number) && known.Merged?.Number(row.Values[CustomerFields.Number]!) is { } key
            && known.Merged.IsSomebodyElse(row, key, CustomerFields.Number);

    private static long? Owner(ImportedRow row, KnownCustomers known) =>
        row.Has(CustomerFields.Number) && known.ByNumber.TryGetValue(row.Values[CustomerFields.Number]!, out var owner) ? owner : null;
}
