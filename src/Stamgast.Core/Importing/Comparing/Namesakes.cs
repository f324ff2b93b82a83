using System.Data.Common;
using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The live customers of each name, with the data that distinguishes namesakes, kept while a file is read: a base of a million has hundreds of some
/// names, and rows without a number look them up again and again. Values are stored as hashes; candidates are then read in full.
/// </summary>
internal abstract class Namesakes : IDisposable
{
    // Names and customers together; some 150 bytes each.
    private const int Most = 400_000;

    private static readonly int[] Telling = [CustomerFields.BirthDate, CustomerFields.Mobile, CustomerFields.Phone, CustomerFields.Email];

    private protected readonly record struct Namesake(long Id, ulong BirthDate, ulong Mobile, ulong Phone, ulong Email, ulong Number)
    {
        public ulong this[int telling] => telling switch { 0 => BirthDate, 1 => Mobile, 2 => Phone, _ => Email };
    }

    private readonly Dictionary<string, List<Namesake>> byName = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Those that a connection reads; it must outlive them.</summary>
    public static Namesakes Of(DbConnection connection) =>
        connection is SqliteConnection file ? new SqliteNamesakes(file) : new PostgresNamesakes(connection);

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
        Read(unknown);
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
    public virtual void Dispose() { }

    /// <summary>Adds the customers of these names.</summary>
    protected abstract void Read(List<string> names);

    private protected void Add(string name, Namesake namesake)
    {
        byName[name].Add(namesake);
        count++;
    }

    /// <summary>The columns of a namesake after its ID.</summary>
    protected static string Fields(Engine engine) =>
        CustomerColumns.AsText(Telling.Append(CustomerFields.Number).Select(f => CustomerFields.All[f]), engine, "c");

    // Zero means no value.
    private protected static ulong Hash(string? text) => text is null ? 0 : ValueHash.Of(text) | 1;

    private protected static ulong Hash(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? 0 : ValueHash.Of(utf8) | 1;
}
