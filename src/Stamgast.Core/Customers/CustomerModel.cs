using Microsoft.EntityFrameworkCore;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>The mapping of customers to the database.</summary>
internal static class CustomerModel
{
    /// <param name="binary">Name of the collation that compares by code unit.</param>
    public static void Configure(ModelBuilder model, Engine engine, string binary)
    {
        var alive = engine.No("trashed") + " and merged_into is null";
        model.Entity<Customer>(customer =>
        {
            customer.HasKey(c => c.Id);
            customer.Property(c => c.Id).ValueGeneratedNever();
            foreach (var name in new[] { nameof(Customer.SortCore), nameof(Customer.SortFull), nameof(Customer.Number), nameof(Customer.Label) })
                customer.Property(name).UseCollation(binary);
            customer.HasIndex(c => c.Number).IsUnique().HasFilter(alive + " and number is not null");
            customer.HasIndex(c => new { c.SortFull, c.Id }).HasFilter(alive);
            customer.HasIndex(c => new { c.SortCore, c.Id }).HasFilter(alive);
            customer.HasIndex(c => new { c.Label, c.SortFull, c.Id }).HasFilter(alive + " and label is not null");
        });
        model.Entity<CustomerLabel>(label => label.HasKey(l => l.Name));
        model.Entity<CustomerGroup>(group => group.HasKey(g => g.Name));
    }

    /// <summary>The property of <see cref="Customer"/> that holds a field: "birth_date" is BirthDate.</summary>
    public static string PropertyName(CustomerField field) =>
        string.Concat(field.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
