using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Stamgast.Database.Opening;

namespace Stamgast.Database;

/// <summary>
/// The model of everything that Stamgast stores, the same on both engines. It only reads customers and change sets: saving a change to them throws,
/// since only RecordWriter writes them.
/// </summary>
public abstract class StamgastContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Counter> Counters => Set<Counter>();

    internal abstract Engine Engine { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Counter>().HasKey(c => c.Name);
        foreach (var part in ModelParts.OfProgram.All) part(modelBuilder, Engine, Engine.ByteOrder());
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(TableOf(entity.ClrType));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<int>();
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached) continue;
            if (entry.Entity is Counter || ModelParts.OfProgram.ReadOnly.Contains(entry.Entity.GetType()))
                throw new InvalidOperationException($"{entry.Entity.GetType().Name} is written by RecordWriter only.");
        }
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Task.FromResult(SaveChanges(acceptAllChangesOnSuccess));

    private static string TableOf(Type type) => ModelParts.OfProgram.Names.GetValueOrDefault(type) ?? SnakeCase(type.Name);

    internal static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    // Times are whole milliseconds of UTC since 1970: the same number, order and arithmetic on both engines.
    private sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(
        time => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number).UtcDateTime);
}
