namespace Stamgast.Database;

/// <summary>
/// Where a customer base is kept: a data folder with an SQLite file in it, or a PostgreSQL connection string with a data
/// folder beside it for backups and uploads.
/// </summary>
public sealed record BaseLocation(Engine Engine, string DataFolder, string? Connection)
{
    /// <summary>The SQLite file of this location.</summary>
    public string FilePath => Path.Combine(DataFolder, "stamgast.db");

    /// <summary>The base as people call it in messages: its file, or server and database; never a password.</summary>
    public string Name
    {
        get
        {
            if (Engine == Engine.Sqlite) return FilePath;
            var server = new Npgsql.NpgsqlConnectionStringBuilder(Connection);
            return $"PostgreSQL {server.Host}:{server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{server.Database}";
        }
    }

    /// <summary>Where proposals wait for their confirmation (SQLite).</summary>
    public string ProposalFolder => Path.Combine(DataFolder, "proposals");

    /// <summary>Where files for imports are kept as long as these wait.</summary>
    public string UploadFolder => Path.Combine(DataFolder, "uploads");

    /// <summary>What the file of an import is called, without its ending; the file of its errors has <see cref="ErrorsEnding"/> behind it.</summary>
    public static string UploadName(long setId) => "import-" + setId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How the name of a file ends that holds the rows which could not be imported.</summary>
    public const string ErrorsEnding = "-errors.csv";

    /// <summary>How the name of a file begins that is still coming in.</summary>
    public const string ArrivingPrefix = "arriving-";

    public static BaseLocation InFolder(string folder) => new(Engine.Sqlite, Path.GetFullPath(folder), null);

    /// <param name="connection">An Npgsql connection string or a postgres:// URL.</param>
    public static BaseLocation OnServer(string connection, string folder) =>
        new(Engine.Postgres, Path.GetFullPath(folder), PostgresUrl.ToConnectionString(connection));
}
