using System.Data.Common;

namespace Stamgast.Database;

/// <summary>
/// Lets all statements of a reading connection see the base as it was at one moment, whatever is written meanwhile. Uses plain statements, so that
/// commands need no special code.
/// </summary>
internal sealed class Moment : IDisposable
{
    private readonly DbConnection reader;

    public Moment(DbConnection reader, Engine engine)
    {
        this.reader = reader;
        Run(engine.BeginMoment());
    }

    /// <inheritdoc />
    public void Dispose() => Run("rollback");

    private void Run(string sql)
    {
        using var command = reader.Query(sql);
        command.ExecuteNonQuery();
    }
}
