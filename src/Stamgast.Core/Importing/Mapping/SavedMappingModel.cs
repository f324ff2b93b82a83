using Microsoft.EntityFrameworkCore;

namespace Stamgast.Importing.Mapping;

/// <summary>The table of kept column mappings.</summary>
internal static class SavedMappingModel
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<SavedMapping>(mapping =>
        {
            mapping.HasIndex(m => m.NameFolded).IsUnique();
            mapping.HasIndex(m => m.Fingerprint).IsUnique();
        });
}
