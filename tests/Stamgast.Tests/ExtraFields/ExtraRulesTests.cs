using System.Globalization;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.SampleData;

namespace Stamgast.Tests.ExtraFields;

public sealed class ExtraRulesTests
{
    private static readonly ExtraContext WithComma = new(new DateOnly(2026, 11, 30));
    private static readonly ExtraContext WithPoint = WithComma with { PointIsDecimal = true };

    private static ExtraDefinition Of(ExtraKind kind, params string[] choices) =>
        new(7, "machine", kind) { Choices = [.. choices.Select(c => new ExtraChoice(c))] };

    private static string? Value(ExtraKind kind, string text, ExtraContext? context = null) =>
        ExtraRules.Read(Of(kind), text, context ?? WithComma) is { Problem: null } read ? read.Value : "refused";

    [Theory]
    [InlineData("12", "12")]
    [InlineData("1.234", "1234")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1 234,50", "1234.5")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("1,234", "1.2340")]
    [InlineData("0,125", "0.1250")]
    [InlineData("-007", "-7")]
    [InlineData("-0,0", "0")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("12.5", "12.5")]
    [InlineData("12,34,56", "refused")]
    [InlineData("1.23.456", "refused")]
    [InlineData("twelve", "refused")]
    [InlineData("1,1234567", "refused")]
    [InlineData("1234567890123456", "refused")]
    public void A_number_is_read_as_the_organisation_writes_it(string text, string value) => Assert.Equal(value, Value(ExtraKind.Number, text));

    [Fact]
    public void With_a_decimal_point_a_comma_separates_thousands()
    {
        Assert.Equal(("1234", "1.2340"), (Value(ExtraKind.Number, "1,234", WithPoint), Value(ExtraKind.Number, "1.234", WithPoint)));
        Assert.Equal(("1234.50", "1234.50"), (Value(ExtraKind.Amount, "€ 1.234,5"), Value(ExtraKind.Amount, "1,234.50 €", WithPoint)));
        Assert.Equal("refused", Value(ExtraKind.Amount, "1,2345"));
    }

    [Fact]
    public void A_value_that_is_read_again_stays_as_it_is_in_every_culture()
    {
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var text = (random.Next(2) == 0 ? "-" : "") + random.NextInt64(10_000_000)
                + (random.Next(3) > 0 ? (random.Next(2) == 0 ? "," : ".") + random.Next(100_000) : "");
            foreach (var kind in new[] { ExtraKind.Number, ExtraKind.Amount })
                foreach (var context in new[] { WithComma, WithPoint })
                    if (ExtraRules.Read(Of(kind), text, context).Value is { } value)
                    {
                        Assert.Equal((value, value), (Value(kind, value, WithComma), Value(kind, value, WithPoint)));
                        Assert.Equal(value, Value(kind, value.Replace('.', ','), WithComma));
                        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture),
                            decimal.Parse(ExtraNumber.Show(value, kind == ExtraKind.Amount ? 2 : 0, CultureInfo.InvariantCulture),
                            CultureInfo.InvariantCulture));
                    }
        }
    }

    [Fact]
    public void Choices_are_found_in_any_case_and_stored_in_the_order_of_their_definition()
    {
        var field = Of(ExtraKind.Choices, "Maandag", "Dinsdag", "Woensdag");
        Assert.Equal("Maandag | Woensdag", ExtraRules.Read(field, "woensdag; MAANDAG", WithComma).Value);
        Assert.Equal("Maandag | Woensdag", ExtraRules.Read(field, "Woensdag\nMaandag\nwoensdag", WithComma).Value);
        Assert.Equal("choice.unknown", ExtraRules.Read(field, "Maandag | Zondag", WithComma).Problem);
        Assert.Equal("choice.unknown", ExtraRules.Read(Of(ExtraKind.Choice, "Faema E61"), "Faema", WithComma).Problem);
        Assert.Equal("Faema E61", ExtraRules.Read(Of(ExtraKind.Choice, "Faema E61"), " faema e61 ", WithComma).Value);
    }

    [Fact]
    public void An_archived_choice_is_still_read_so_that_an_older_export_can_come_back()
    {
        var field = Of(ExtraKind.Choice) with { Choices = [new ExtraChoice("Faema E61"), new ExtraChoice("Rancilio Epoca", Archived: true)] };
        Assert.Equal("Rancilio Epoca", ExtraRules.Read(field, "rancilio epoca", WithComma).Value);
        Assert.DoesNotContain("Epoca", ExtraRules.Read(field, "Gaggia", WithComma).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_dates_and_flags_have_the_rules_of_other_fields()
    {
        Assert.Equal("one two", Value(ExtraKind.Text, " one\ntwo "));
        Assert.Equal("one\ntwo", Value(ExtraKind.Long, "one\r\ntwo"));
        Assert.Equal("refused", Value(ExtraKind.Text, new string('x', ExtraRules.LongestLine + 1)));
        Assert.Equal(("1985-07-30", "refused"), (Value(ExtraKind.Date, "30/07/1985"), Value(ExtraKind.Date, "30/02/1985")));
        Assert.Equal(("1", "0", "refused"), (Value(ExtraKind.Flag, "Ja"), Value(ExtraKind.Flag, "non"), Value(ExtraKind.Flag, "perhaps")));
        Assert.All(Enum.GetValues<ExtraKind>(), kind => Assert.Null(Value(kind, "  ")));
    }
}
