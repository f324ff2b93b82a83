using System.Data.Common;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Proposals;

/// <summary>Rows that a person matched with a customer, stored beside the proposal by line of the file, like <see cref="ByHand"/>.</summary>
internal static class MatchedRows
{
    /// <summary>In place of a customer: the row is a new one, whoever it resembles.</summary>
    public const long New = 0;

    /// <summary>The customers of these lines; of all lines for null.</summary>
    public static Dictionary<long, long> Of(DbConnection connection, Stage stage, IEnumerable<long>? lines = null)
    {
        var matched = new Dictionary<long, long>();
        if (!stage.Has(connection, stage.Matched)) return matched;
        using var command = connection.Query($"select line, customer from {stage.Matched}{(lines is null ? "" : $" where line in {Sql.InList(lines)}")}");
        using var reader = command.ExecuteReader();
        while (reader.Read()) matched[reader.GetInt64(0)] = reader.GetInt64(1);
        return matched;
    }

    /// <summary>Says which customer a line is about; null takes that back.</summary>
    public static void Put(DbConnection connection, DbTransaction? transaction, Stage stage, long line, long? customer)
    {
        using (var create = connection.Prepared($"create table if not exists {stage.Matched}(line bigint primary key, customer bigint not null)", transaction))
            create.ExecuteNonQuery();
        using var put = customer is null
            ? connection.Prepared($"delete from {stage.Matched} where line = @line", transaction, ("line", line))
            : connection.Prepared(
            $"insert into {stage.Matched}(line, customer) values(@line, @customer) on conflict(line) do update set customer = excluded.customer", transaction,
            ("line", line), ("customer", customer));
        put.ExecuteNonQuery();
    }
}
