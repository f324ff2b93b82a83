using Stamgast.Database;
using Npgsql;
using Stamgast.Testing;

namespace Stamgast.Testing;

public sealed class TestPlaceTests
{
    [Theory, EachEngine]
    public async Task Two_texts_folders_are_independent(Engine engine)
    {
        await using var first = await TestPlace.CreateAsync(engine);
        await using var second = await TestPlace.CreateAsync(engine);
        Assert.NotEqual(first.Folder, second.Folder);
        Assert.Equal(engine == Engine.Postgres, first.Connection is not null);
        if (engine == Engine.Sqlite) return;

        await using var source = NpgsqlDataSource.Create(first.Connection!);
        await using (var make = source.CreateCommand("create table seen(id int)")) await make.ExecuteNonQueryAsync();
        await using var other = NpgsqlDataSource.Create(second.Connection!);
        await using var look = other.CreateCommand("select to_regclass('seen') is null");
        Assert.Equal(true, await look.ExecuteScalarAsync());
    }
}
