using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Stamgast.Database;

/// <summary>One transaction that writes: everything in it happens, or nothing of it.</summary>
public sealed class WriteTransaction : IDisposable
{
    private readonly DbTransaction transaction;
    private readonly List<Action> last = [];
    private StamgastContext? context;

    internal WriteTransaction(Base owner, DbConnection connection, DbTransaction transaction)
    {
        Base = owner;
        Connection = connection;
        this.transaction = transaction;
    }

    public Base Base { get; }

    /// <summary>The model within this transaction, for users, sessions, settings. It saves itself at the end of the transaction too.</summary>
    public StamgastContext Context
    {
        get
        {
            if (context is not null) return context;
            context = Base.ContextOn(Connection);
            context.Database.UseTransaction(transaction);
            return context;
        }
    }

    internal DbConnection Connection { get; }

    /// <summary>For commands created on the connection itself.</summary>
    internal DbTransaction Transaction => transaction;

    internal Engine Engine => Base.Engine;

    internal DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Connection.Prepared(sql, transaction, parameters);

    /// <summary>Runs a statement; gives how many rows it touched.</summary>
    internal long Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    internal long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Takes the next <paramref name="count"/> numbers of a counter; gives the one before the first of them.</summary>
    internal long Take(string counter, long count)
    {
        if (Execute("update counter set value = value + @n where name = @name", ("n", count), ("name", counter)) == 0)
            Execute("insert into counter(name, value) values(@name, @n)", ("n", count), ("name", counter));
        return Number("select value from counter where name = @name", ("name", counter)) - count;
    }

    /// <summary>Runs a statement that sorts any number of rows: by default SQLite would use as much memory for that as for its pages.</summary>
    internal long WithSmallSorts(Func<long> statement)
    {
        if (Engine == Engine.Postgres) return statement();
        Execute("pragma cache_size = -16384");
        try { return statement(); }
        finally { Execute(Base.UsualCache); }
    }

    /// <summary>Runs work at the end, when everything else of the transaction is done; with the rest, or not at all.</summary>
    internal void AtEnd(Action work) => last.Add(work);

    internal void Commit()
    {
        for (var i = 0; i < last.Count; i++) last[i]();
        context?.SaveChanges();
        transaction.Commit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        context?.Dispose();
        transaction.Dispose();
    }
}
