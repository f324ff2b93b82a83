using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Importing.Mapping;
using Stamgast.Jobs;
using Stamgast.Settings;
using Stamgast.Tasks;
using Stamgast.Users;

namespace Stamgast.Database;

/// <summary>
/// The model of everything that Stamgast stores, the same on both engines. It only reads customers and change sets: saving a change to them throws,
/// since only RecordWriter writes them.
/// </summary>
public abstract class StamgastContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<TaskItem> Tasks => Set<TaskItem>();
    public DbSet<CustomerLabel> Labels => Set<CustomerLabel>();
    public DbSet<CustomerGroup> Groups => Set<CustomerGroup>();
    public DbSet<ChangeSet> ChangeSets => Set<ChangeSet>();
    public DbSet<ChangeItem> ChangeItems => Set<ChangeItem>();
    public DbSet<Counter> Counters => Set<Counter>();

    internal abstract Engine Engine { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CustomerModel.Configure(modelBuilder, Engine, Engine == Engine.Sqlite ? "BINARY" : "C");
        TaskModel.Configure(modelBuilder, Engine, Engine == Engine.Sqlite ? "BINARY" : "C");
        ChangeModel.Configure(modelBuilder);
        modelBuilder.Entity<Counter>().HasKey(c => c.Name);
        UserModel.Configure(modelBuilder);
        SettingModel.Configure(modelBuilder);
        ExtraFieldModel.Configure(modelBuilder);
        SavedMappingModel.Configure(modelBuilder);
        JobModel.Configure(modelBuilder);
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
            if (entry.Entity is Customer or TaskItem or ChangeSet or ChangeItem or Counter)
                throw new InvalidOperationException($"{entry.Entity.GetType().Name} is written by RecordWriter only.");
        }
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Task.FromResult(SaveChanges(acceptAllChangesOnSuccess));

    // "user" is a reserved word of PostgreSQL, and Task is a word of .NET.
    private static string TableOf(Type type) => type == typeof(User) ? "app_user" : type == typeof(TaskItem) ? TaskShape.Instance.Table : SnakeCase(type.Name);

    internal static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    // Times are whole milliseconds of UTC since 1970: the same number, order and arithmetic on both engines.
    private sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(
        time => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number).UtcDateTime);
}
