using System.Data.Common;
using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The live customers of each name, with the data that distinguishes namesakes, kept while a file is read: a base of a million has hundreds of some
/// names, and rows without a number look them up again and again. Values are stored as hashes; candidates are then read in full.
/// </summary>
internal sealed class Namesakes : IDisposable
{
    // Names and customers together; some 150 bytes each.
    private const int Most = 400_000;

    private static readonly int[] Telling = [CustomerFields.BirthDate, CustomerFields.Mobile, CustomerFields.Phone, CustomerFields.Email];

    private readonly record struct Namesake(long Id, ulong BirthDate, ulong Mobile, ulong Phone, ulong Email, ulong Number)
    {
        public ulong this[int telling] => telling switch { 0 => BirthDate, 1 => Mobile, 2 => Phone, _ => Email };
    }

    private readonly DbConnection connection;
    private readonly SqliteStatement? inFile;
    private readonly Dictionary<string, List<Namesake>> byName = new(StringComparer.Ordinal);
    private int count;

    public Namesakes(DbConnection connection)
    {
        this.connection = connection;
        if (connection is SqliteConnection file)
            inFile = new SqliteStatement(file,
                $"select c.id, {Fields(Engine.Sqlite)} from customer c where c.sort_full = ? and {CustomerColumns.Alive(Engine.Sqlite, "c")}");
    }

    /// <summary>Reads the customers of these names that are not loaded yet.</summary>
    public void Load(IEnumerable<string> names)
    {
        if (count > Most)
        {
            byName.Clear();
            count = 0;
        }
        var unknown = new List<string>();
        foreach (var name in names)
            if (byName.TryAdd(name, [])) unknown.Add(name);
        if (unknown.Count == 0) return;
        count += unknown.Count;
        if (inFile is null) LoadFromServer(unknown);
        else foreach (var name in unknown) LoadFromFile(name);
    }

    /// <summary>
    /// Customers of this name who share the birth date, a phone or the digits of the number with the row, or who may have everything the row says;
    /// the names must have been loaded.
    /// </summary>
    public void AddTo(ICollection<long> ids, string name, ImportedRow row)
    {
        Span<ulong> said = stackalloc ulong[Telling.Length];
        for (var i = 0; i < Telling.Length; i++) said[i] = row.Has(Telling[i]) ? ValueHash.Of(row.Values, Telling[i]) | 1 : 0;
        foreach (var namesake in byName[name])
        {
            var shares = false;
            var maybeSame = true;
            for (var i = 0; i < Telling.Length; i++)
            {
                if (said[i] == 0) continue;
                var equal = said[i] == namesake[i];
                maybeSame &= equal;
                shares |= equal && Telling[i] != CustomerFields.Email;
            }
            if (shares || maybeSame || namesake.Number != 0 && namesake.Number == row.LikeNumber) ids.Add(namesake.Id);
        }
    }

    /// <inheritdoc />
    public void Dispose() => inFile?.Dispose();

    private void LoadFromFile(string name)
    {
        inFile!.BindText(1, name);
        while (inFile.Step())
            Add(byName[name], new Namesake(inFile.Number(0), Hash(inFile.Text(1)), Hash(inFile.Text(2)), Hash(inFile.Text(3)), Hash(inFile.Text(4)),
                LikeNumbers.Of(inFile.Text(5))));
        inFile.Reset();
    }

    private void LoadFromServer(List<string> names)
    {
        var (fields, alive) = (Fields(Engine.Postgres), CustomerColumns.Alive(Engine.Postgres, "c"));
        using var command = connection.Query(
            $"select c.id, {fields}, c.sort_full from customer c where c.sort_full = any(@list) and {alive}", ("list", names.ToArray()));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Add(byName[reader.GetString(6)], new Namesake(reader.GetInt64(0), Hash(reader.TextOrNull(1)), Hash(reader.TextOrNull(2)),
                Hash(reader.TextOrNull(3)), Hash(reader.TextOrNull(4)), LikeNumbers.Of(reader.TextOrNull(5))));
    }

    private void Add(List<Namesake> namesakes, Namesake namesake)
    {
        namesakes.Add(namesake);
        count++;
    }

    private static string Fields(Engine engine) =>
        CustomerColumns.AsText(Telling.Append(CustomerFields.Number).Select(f => CustomerFields.All[f]), engine, "c");

    // Zero means no value.
    private static ulong Hash(string? text) => text is null ? 0 : ValueHash.Of(text) | 1;

    private static ulong Hash(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? 0 : ValueHash.Of(utf8) | 1;
}
