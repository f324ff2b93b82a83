using Stamgast.Customers;

namespace Stamgast.Importing;

/// <summary>Rows whose ID is nobody's, or somebody else's, and of which a person said that the ID is to be read as an empty cell.</summary>
internal sealed class WrongIds(ImportOptions options)
{
    private static readonly ErrorCause Unknown = new("", "import.id_unknown");
    private static readonly ErrorCause OfAnother = new("", "import.other_person");

    private readonly bool emptiesUnknown = options.EmptiedCauses.Contains(Unknown);
    private readonly bool emptiesOthers = options.EmptiedCauses.Contains(OfAnother);

    /// <summary>How many were emptied.</summary>
    public CauseTally Emptied { get; } = new();

    /// <summary>Empties them once the customers that they name were looked up, before those are looked up that a row without ID may be about.</summary>
    public void Empty(IReadOnlyList<ImportedRow> rows, KnownCustomers known)
    {
        if (!emptiesUnknown && !emptiesOthers) return;
        foreach (var row in rows)
        {
            if (row is not { Id: { } id, IsMatchedByHand: false, Problems.Count: 0 }) continue;
            Problem? problem = null;
            if (!known.ById.TryGetValue(id, out var named))
            {
                if (emptiesUnknown) problem = new Problem(-1, Unknown.Code, $"{id}");
            }
            else if (emptiesOthers && !named.Trashed && !SamePerson.MayBe(row, named.Values, Owner(row, known), id)) problem = new Problem(-1, OfAnother.Code, named.Values.DisplayName ?? $"{id}");
            if (problem is null) continue;
            row.Id = null;
            Emptied.Add(problem);
        }
    }

    private static long? Owner(ImportedRow row, KnownCustomers known) =>
        row.Has(CustomerFields.Number) && known.ByNumber.TryGetValue(row.Values[CustomerFields.Number]!, out var owner) ? owner : null;
}
