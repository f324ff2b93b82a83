using Microsoft.EntityFrameworkCore;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>The tables of customers, read-only.</summary>
internal static class CustomerTables
{
    extension(StamgastContext context)
    {
        public DbSet<Customer> Customers => context.Set<Customer>();

        public DbSet<CustomerLabel> Labels => context.Set<CustomerLabel>();

        public DbSet<CustomerGroup> Groups => context.Set<CustomerGroup>();
    }
}
