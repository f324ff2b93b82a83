using Microsoft.EntityFrameworkCore;

namespace Stamgast.Settings;

/// <summary>The table of settings.</summary>
internal static class SettingModel
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<Setting>(setting =>
        {
            setting.ToTable("setting");
            setting.HasKey(s => s.Key);
        });
}
