using System.Data.Common;
using System.Globalization;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Proposals;

/// <summary>
/// The rows of a preview that changed after its file was read, with their revision, stored beside the rows: a memory of the rows, in this program or
/// another one on the same base, reads those again.
/// </summary>
internal static class AlteredRows
{
    /// <summary>Notes rows that become others with the next revision of their set.</summary>
    public static void Note(WriteTransaction transaction, Stage stage, int revision, IEnumerable<long> seqs)
    {
        var list = Sql.InList(seqs);
        transaction.Execute($"""
            create table if not exists {stage.Altered}(seq bigint not null, revision integer not null);
            insert into {stage.Altered}(seq, revision) select seq, {revision.ToString(CultureInfo.InvariantCulture)} from {stage.Rows} where seq in {list};
            """);
    }

    /// <summary>The rows that were altered after a revision, each once; at most one more than so many.</summary>
    public static List<long> Since(DbConnection connection, Stage stage, int revision, int most)
    {
        var rows = new List<long>();
        if (!stage.Has(connection, stage.Altered)) return rows;
        using var command = connection.Query($"select distinct seq from {stage.Altered} where revision > @revision limit @most", ("revision", revision),
            ("most", most + 1));
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(reader.GetInt64(0));
        return rows;
    }
}
