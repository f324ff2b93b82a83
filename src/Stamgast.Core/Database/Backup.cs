using System.Data.Common;

namespace Stamgast.Database;

internal static class Backup
{
    public static void BeforeMigration(Base opened, DbConnection connection, string migration) =>
        throw new RefusedException("busy");
}
