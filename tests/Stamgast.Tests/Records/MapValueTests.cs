namespace Stamgast.Tests.Records;

public sealed class MapValueTests
{
    [Fact]
    public void Equal_maps_are_equal_texts()
    {
        var one = MapValue.Write([new("2", "Table"), new("1", "Chair \"red\" é"), new("3", "")]);
        Assert.Equal("""{"1":"Chair \"red\" é","2":"Table"}""", one);
        Assert.Equal(one, MapValue.With(MapValue.With(null, "1", "Chair \"red\" é"), "2", "Table"));
        Assert.Null(MapValue.With("""{"1":"a"}""", "1", null));
        Assert.Null(MapValue.Write([]));
    }

    [Fact]
    public void A_difference_has_only_the_differing_ids_and_turns_one_map_into_the_other()
    {
        var (before, after) = ("""{"1":"a","2":"b","3":"c"}""", """{"1":"a","2":"B","4":"d"}""");
        Assert.Equal(("""{"2":"b","3":"c"}""", """{"2":"B","4":"d"}"""), MapValue.Difference(before, after));
        Assert.Equal(after, MapValue.Apply(before, """{"2":"b","3":"c"}""", """{"2":"B","4":"d"}"""));
        Assert.Equal((null, null), MapValue.Difference(before, before));
    }

    [Fact]
    public void A_change_to_one_id_is_independent_of_the_others()
    {
        Assert.True(MapValue.Fits("""{"1":"changed","2":"b"}""", """{"2":"b"}""", """{"2":"c"}"""));
        Assert.True(MapValue.Fits("""{"2":"c"}""", """{"2":"b"}""", """{"2":"c"}"""));
        Assert.False(MapValue.Fits("""{"2":"x"}""", """{"2":"b"}""", """{"2":"c"}"""));
        Assert.False(MapValue.Fits(null, """{"2":"b"}""", """{"2":"c"}"""));
    }
}
