using Microsoft.EntityFrameworkCore;

namespace Stamgast.ExtraFields;

/// <summary>The table of the definitions of extra fields.</summary>
internal static class ExtraFieldModel
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<ExtraField>(field =>
        {
            field.ToTable("extra_field");
            field.HasIndex(f => f.Key).IsUnique();
        });
}
