using System.Data.Common;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Merging.SameEmails;

/// <summary>
/// The customer with the same e-mail address, for the policy on such customers (rules.md S0.12): a customer number on either side prevents it, and
/// so does "may be merged: no".
/// </summary>
public static class SameEmail
{
    /// <summary>True for a new customer whom the policy is about.</summary>
    public static bool Concerns(CustomerValues values) =>
        values[CustomerFields.Number] is null && values[CustomerFields.AllowMerge] != "0"
        && values[CustomerFields.Email] is { } email && !Placeholders.IsOne(CustomerFields.Email, email);

    /// <summary>The oldest living customer that has its main address, as main or other one; null without one, or when the policy is not about it.</summary>
    /// <param name="except">The new customer itself, once it is stored.</param>
    public static CustomerState? Of(Base customers, CustomerValues values, Viewer viewer, long? except = null)
    {
        using var reader = customers.OpenReader();
        return Of(reader, customers.Engine, values, viewer, except);
    }

    internal static CustomerState? Of(DbConnection connection, Engine engine, CustomerValues values, Viewer viewer, long? except)
    {
        if (!Concerns(values)) return null;
        var (and, seen) = viewer.Visibility.AndSeen(engine);
        using var command = connection.Query($"""
            select c.id from customer_key k join customer c on c.id = k.customer_id
            where k.kind = {(int)KeyKind.Email} and k.key = @key and {CustomerColumns.Alive(engine, "c")} and {Fits(engine)} and c.id <> @except{and}
            order by c.id limit 1
            """, [("key", EmailAddress.Key(values[CustomerFields.Email]!)), ("except", except ?? 0), .. seen]);
        return command.ExecuteScalar() is { } id ? CustomerStates.Find(connection, engine, Convert.ToInt64(id, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>The condition that an existing customer (alias c) may be merged by the policy.</summary>
    internal static string Fits(Engine engine) => $"c.number is null and {engine.Yes("c.allow_merge")}";
}
