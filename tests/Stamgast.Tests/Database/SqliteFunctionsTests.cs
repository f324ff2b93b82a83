using Microsoft.Data.Sqlite;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Searching;

namespace Stamgast.Tests.Database;

public sealed class SqliteFunctionsTests
{
    private static readonly string[] Nasty = ["Aerts", "Lefèvre", "say \"hi\"", @"C:\new", "a\tb\nc\u0001", "🧾 emoji", "נועה", "'; drop table customer",
        "A | B | \"C\"", "\u2028"];

    [Fact]
    public void The_payload_of_a_creation_is_the_same_in_sql_and_reads_back_as_its_values()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteFunctions.AddTo(connection);
        var fields = string.Join(", ", CustomerFields.Stored.Select(f => "@" + f.Name));
        using var payload = new Payload(CustomerShape.Instance);
        var texts = new Utf8Values(CustomerFields.StoredCount);
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var values = CustomerValues.Blank();
            foreach (var field in CustomerFields.Stored)
                if (random.Next(3) == 0)
                    values[field] = field.IsMap ? MapValue.Write(new Dictionary<string, string> { ["7"] = Some(random), ["12"] = Some(random) })
                    : field.IsList ? CustomerValues.Join([.. new[] { Some(random), Some(random) }.Distinct(StringComparer.OrdinalIgnoreCase)]) : Some(random);
            using var command = connection.CreateCommand();
            command.CommandText = $"select creation_payload({fields})";
            foreach (var field in CustomerFields.Stored) command.Parameters.AddWithValue("@" + field.Name, (object?)values[field] ?? DBNull.Value);
            var said = (string)command.ExecuteScalar()!;
            texts.Take(values);
            Assert.Equal(System.Text.Encoding.UTF8.GetString(payload.Creation(texts)), said);
            var read = Difference.Applied(CustomerValues.Blank(), Payload.Read(CustomerShape.Instance, said, creation: true));
            foreach (var field in CustomerFields.Stored) Assert.Equal(values[field] ?? field.Default, read[field] ?? field.Default);
        }
    }

    [Fact]
    public void Search_words_are_the_same_in_sql()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteFunctions.AddTo(connection);
        var random = new Random(9);
        for (var round = 0; round < 200; round++)
        {
            var values = CustomerValues.Blank();
            foreach (var field in CustomerFields.All)
                if (random.Next(3) > 0) values[field] = field.Name.Contains("phone", StringComparison.Ordinal) || field.Name == "mobile"
                    ? "+32486123309" : random.Next(20) == 0 ? new string('é', 400) : Some(random) + "@post.example";
            using var command = connection.CreateCommand();
            command.CommandText = $"select search_words({string.Join(", ", CustomerSearch.Fields.Select(f => "@" + f.Name))})";
            foreach (var field in CustomerSearch.Fields) command.Parameters.AddWithValue("@" + field.Name, (object?)values[field] ?? DBNull.Value);
            Assert.Equal(SearchWords.Of(values), command.ExecuteScalar());
        }
    }

    [Fact]
    public void A_wrong_number_of_fields_is_refused_without_stopping_the_program()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteFunctions.AddTo(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "select creation_payload('person')";
        Assert.Throws<SqliteException>(() => command.ExecuteScalar());
        command.CommandText = "select 1";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    private static string Some(Random random) => Nasty[random.Next(Nasty.Length)].Replace(" | ", "");
}
