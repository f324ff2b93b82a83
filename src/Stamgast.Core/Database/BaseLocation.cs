namespace Stamgast.Database;

/// <summary>
/// The location of a customer base: a data folder with an SQLite file in it, or a PostgreSQL connection string with a data folder for backups and
/// uploads.
/// </summary>
public sealed record BaseLocation(Engine Engine, string DataFolder, string? Connection)
{
    /// <summary>The SQLite file of this location.</summary>
    public string FilePath => Path.Combine(DataFolder, "stamgast.db");

    /// <summary>True for a server, which several programs may use at a time; false for a file, which belongs to one.</summary>
    public bool IsOnServer => Engine == Engine.Postgres;

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

    /// <summary>The folder of waiting proposals (SQLite).</summary>
    public string ProposalFolder => Path.Combine(DataFolder, "proposals");

    /// <summary>The folder of files for waiting imports.</summary>
    public string UploadFolder => Path.Combine(DataFolder, "uploads");

    /// <summary>The folder of attached documents (SQLite).</summary>
    public string DocumentFolder => Path.Combine(DataFolder, "documents");

    /// <summary>The name of the file of an import, without its extension; the file of its errors adds <see cref="ErrorsEnding"/>.</summary>
    public static string UploadName(long setId) => "import-" + setId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The end of the name of a file with refused rows.</summary>
    public const string ErrorsEnding = "-errors.csv";

    /// <summary>The prefix of an uploaded file that does not belong to an import yet, while a job reads it.</summary>
    public const string ApartPrefix = "read-";

    /// <summary>The start of the name of a file still being uploaded.</summary>
    public const string ArrivingPrefix = "arriving-";

    public static BaseLocation InFolder(string folder) => new(Engine.Sqlite, Path.GetFullPath(folder), null);

    /// <param name="connection">An Npgsql connection string or a postgres:// URL.</param>
    public static BaseLocation OnServer(string connection, string folder) =>
        new(Engine.Postgres, Path.GetFullPath(folder), PostgresUrl.ToConnectionString(connection));
}
