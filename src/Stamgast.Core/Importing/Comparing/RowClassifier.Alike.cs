using Stamgast.Customers;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Comparing;

/// <content>New rows that resemble a customer or an earlier row, by equal values.</content>
internal sealed partial class RowClassifier
{
    private Alike? Resembles(ImportedRow row, KnownCustomers known)
    {
        // Whoever may not be merged is nobody else, whatever they share.
        if (row.Values[CustomerFields.AllowMerge] == "0") return null;
        var hasEmail = row.Has(CustomerFields.Email);
        var lineOfEmail = hasEmail && options.Key != ImportKey.Email ? seen.Email(row.EmailHash, row.Line) : null;
        var name = ValueHash.Of(row.SortFullUtf8.Span);
        var (lineOfPerson, lineOfNumber) = (seen.Person(name, row), seen.LikeNumber(name, row));
        if (hasEmail && known.ByEmail.Count > 0 && known.ByEmail.TryGetValue(row.EmailKey, out var same)
            && same.Find(known.MayBeAlike) is > 0 and var first) return new Alike(first, null, "email");
        if (known.ByName.Count > 0 && known.ByName.TryGetValue(row.SortFull, out var ids) && LikeCustomer(row, ids, known) is { } customer) return customer;
        if (lineOfEmail is { } line) return new Alike(null, line, "email");
        if (lineOfPerson is { } earlier) return new Alike(null, earlier, "person");
        return lineOfNumber is { } padded ? new Alike(null, padded, "number") : null;
    }

    /// <summary>The namesake that a row resembles; null for none.</summary>
    internal static Alike? LikeCustomer(ImportedRow row, IEnumerable<long> ids, KnownCustomers known)
    {
        long? byNumber = null;
        foreach (var id in ids)
        {
            if (!known.MayBeAlike(id)) continue;
            var theirs = known.ById[id].Values;
            foreach (var field in (ReadOnlySpan<int>)[CustomerFields.BirthDate, CustomerFields.Mobile, CustomerFields.Phone])
                if (row.Has(field) && row.Values[field] == theirs[field]) return new Alike(id, null, "person");
            if (row.LikeNumber != 0 && LikeNumbers.Of(theirs) == row.LikeNumber) byNumber ??= id;
        }
        return byNumber is { } like ? new Alike(like, null, "number") : null;
    }
}
