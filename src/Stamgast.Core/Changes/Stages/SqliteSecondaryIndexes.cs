using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>Those of SQLite: worth it from half of the base on.</summary>
internal sealed class SqliteSecondaryIndexes(WriteTransaction transaction, RecordShape shape) : SecondaryIndexes(transaction, shape)
{
    protected override string Definitions =>
        "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (@records, 'change_item')";

    protected override bool IsWorthIt(long written, long before, long after) => written >= after / 2;
}
