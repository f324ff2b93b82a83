using System.Security.Cryptography;
using System.Text;
using Stamgast.Database;

namespace Stamgast.Importing.Mapping;

/// <summary>The column mappings that were kept: found again by the headers of a file, renamed, forgotten.</summary>
public sealed class SavedMappings(Base customers, TimeProvider clock)
{
    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int LongestName = 100;

    /// <summary>All of them by name.</summary>
    public IReadOnlyList<SavedMapping> All()
    {
        using var reading = customers.NewContext();
        return [.. reading.Set<SavedMapping>().AsEnumerable().OrderBy(m => m.NameFolded, StringComparer.Ordinal)];
    }

    /// <summary>The mapping saved for a file with these headers, ready for use; null without one.</summary>
    public ColumnMapping? For(IReadOnlyList<string> columns)
    {
        var fingerprint = Hash(ColumnMapping.FingerprintOf(columns));
        using (var reader = customers.OpenReader())
        using (var any = reader.Query("select count(*) from saved_mapping where fingerprint = @fingerprint", ("fingerprint", fingerprint)))
            if (Convert.ToInt64(any.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0) return null;
        using var reading = customers.NewContext();
        return reading.Set<SavedMapping>().SingleOrDefault(m => m.Fingerprint == fingerprint) is { } kept ? Fit(kept, columns) : null;
    }

    /// <summary>The mapping of this name, ready for a file with these headers; null when none is called so.</summary>
    /// <exception cref="RefusedException">mapping.other_columns: it was kept for a file with other headers.</exception>
    public ColumnMapping? Named(string name, IReadOnlyList<string> columns)
    {
        var folded = Fold(name);
        using var reading = customers.NewContext();
        var kept = reading.Set<SavedMapping>().SingleOrDefault(m => m.NameFolded == folded);
        return kept is null ? null : Fit(kept, columns) ?? throw new RefusedException("mapping.other_columns", kept.Name);
    }

    /// <summary>Saves a mapping for files with its headers; replaces an earlier one.</summary>
    /// <returns>The same mapping, which now knows its name.</returns>
    /// <exception cref="RefusedException">mapping.name: no name, or too long; mapping.name_taken: another one has this name; mapping.no_headers: such
    /// a file cannot be recognised.</exception>
    public ColumnMapping Keep(string name, ColumnMapping mapping)
    {
        name = Checked(name);
        if (mapping.Columns.All(c => c.Header.Length == 0)) throw new RefusedException("mapping.no_headers", name);
        var fingerprint = Hash(mapping.Fingerprint);
        var now = clock.GetUtcNow().UtcDateTime;
        return customers.Write(transaction =>
        {
            var all = transaction.Context.Set<SavedMapping>();
            var kept = all.SingleOrDefault(m => m.Fingerprint == fingerprint);
            RequireFree(transaction, name, kept?.Id);
            var json = (mapping with { Saved = null }).ToJson();
            if (kept is null)
                all.Add(kept = new SavedMapping { Name = name, NameFolded = Fold(name), Fingerprint = fingerprint, Mapping = json, SavedAt = now });
            else (kept.Name, kept.NameFolded, kept.Mapping, kept.SavedAt) = (name, Fold(name), json, now);
            transaction.Context.SaveChanges();
            return mapping with { Saved = new SavedAs(kept.Id, kept.Name, kept.SavedAt) };
        });
    }

    /// <exception cref="RefusedException">mapping.gone, mapping.name, mapping.name_taken</exception>
    public void Rename(long id, string name)
    {
        name = Checked(name);
        customers.Write(transaction =>
        {
            var kept = Find(transaction, id);
            RequireFree(transaction, name, id);
            (kept.Name, kept.NameFolded) = (name, Fold(name));
        });
    }

    /// <summary>Deletes a mapping; files imported with it stay as they are.</summary>
    /// <exception cref="RefusedException">mapping.gone</exception>
    public void Delete(long id) => customers.Write(transaction => { transaction.Context.Remove(Find(transaction, id)); });

    /// <summary>Counts that a file was read by it.</summary>
    internal void Used(SavedAs saved)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        customers.Write(transaction =>
        {
            if (transaction.Context.Set<SavedMapping>().SingleOrDefault(m => m.Id == saved.Id) is { } kept) (kept.UsedAt, kept.Uses) = (now, kept.Uses + 1);
        });
    }

    private static ColumnMapping? Fit(SavedMapping kept, IReadOnlyList<string> columns) =>
        ColumnMapping.FromJson(kept.Mapping)?.ReusedFor(columns) is { } mapping ? mapping with { Saved = new SavedAs(kept.Id, kept.Name, kept.SavedAt) } : null;

    private static SavedMapping Find(WriteTransaction transaction, long id) =>
        transaction.Context.Set<SavedMapping>().SingleOrDefault(m => m.Id == id) ?? throw new RefusedException("mapping.gone", id);

    private static void RequireFree(WriteTransaction transaction, string name, long? id)
    {
        var folded = Fold(name);
        if (ColumnMappingProfile.IsName(name) || transaction.Context.Set<SavedMapping>().Any(m => m.NameFolded == folded && m.Id != id))
            throw new RefusedException("mapping.name_taken", name);
    }

    private static string Checked(string name)
    {
        name = name.Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : throw new RefusedException("mapping.name", LongestName);
    }

    private static string Fold(string name) => name.Trim().ToLowerInvariant();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
