using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>
/// What a filter on an extra field asks of a customer (alias c), the same on both engines. What its index can answer is said in the words of
/// that index, by <see cref="ExtraColumns.Key"/>, and nothing else: SQLite then looks at no row of the table.
/// </summary>
/// <param name="parameter">Gives the name of a new parameter with this value.</param>
/// <param name="isAside">True when the index of the field is not to be the way in.</param>
internal sealed class ExtraConditions(Engine engine, Func<object, string> parameter, bool isAside)
{
    private const string Separator = CustomerValues.ListSeparator;
    private const int WholeDay = 10;
    private const int DigitsOfKey = 15;

    /// <summary>True when the index of the field, if there is one by now, finds who passes the filter.</summary>
    public static bool HasIndex(FieldFilter filter, ExtraDefinition field) => field.IsIndexed && filter.Operator switch
    {
        FieldOperator.Is => !filter.Values.Any(v => v is "" or FieldFilter.Anything),
        FieldOperator.Before or FieldOperator.After => true,
        _ => false,
    };

    public string Of(FieldFilter filter, ExtraDefinition field) => filter.Operator switch
    {
        FieldOperator.Is => Any(field, filter.Values),
        // Whoever has nothing there, for whom the condition is neither true nor false, is among them.
        FieldOperator.IsNot => All(filter.Values.Select(v => $"({Any(field, [v])}) is not true")),
        FieldOperator.Contains => All(filter.Values.Select(v => $"{Position(field, v)} > 0")),
        FieldOperator.StartsWith => All(filter.Values.Select(v => $"{Position(field, v)} = 1")),
        _ => All(filter.Values.Select(v => Beside(field, v, filter.Operator == FieldOperator.Before))),
    };

    // Those that are compared as they are come together: an index is asked once for all of them.
    private string Any(ExtraDefinition field, IReadOnlyList<string> values)
    {
        var alternatives = new List<string>();
        var same = new List<string>();
        foreach (var value in values)
            if (value is "" or FieldFilter.Anything) alternatives.Add($"{Value(field)} is {(value.Length == 0 ? "" : "not ")}null");
            else if (field.Kind == ExtraKind.Choices) alternatives.Add(HasElement(field, value));
            else if (field.Kind == ExtraKind.Date && value.Length < WholeDay) alternatives.Add(IsWithin(field, value));
            else same.Add(value);
        if (same.Count > 0) alternatives.Add(IsIn(field, same));
        return alternatives is [var only] ? only : "(" + string.Join(" or ", alternatives) + ")";
    }

    private string IsIn(ExtraDefinition field, List<string> values)
    {
        var keys = string.Join(", ", values.Select(v => Parameter(field, v)));
        // Numbers of more digits than a key has are told apart by their texts.
        var exactly = ExtraColumns.IsNumber(field) && values.Any(v => v.Length > DigitsOfKey)
            ? $" and {Value(field)} in ({string.Join(", ", values.Select(parameter))})" : "";
        return $"({Filled(field)} and {Key(field)} in ({keys}){exactly})";
    }

    private string IsWithin(ExtraDefinition field, string date)
    {
        var (from, to) = FilterValues.Days(date);
        return $"({Filled(field)} and {Key(field)} >= {parameter(from)} and {Key(field)} < {parameter(to)})";
    }

    private string Beside(ExtraDefinition field, string value, bool before)
    {
        if (field.Kind != ExtraKind.Date) return $"({Filled(field)} and {Key(field)} {(before ? "<" : ">")} {Parameter(field, value)})";
        var (from, to) = FilterValues.Days(value);
        return $"({Filled(field)} and {Key(field)} {(before ? $"< {parameter(from)}" : $">= {parameter(to)}")})";
    }

    private string HasElement(ExtraDefinition field, string value)
    {
        var list = $"'{Separator}' || {Key(field)} || '{Separator}'";
        return $"{Instr(list, Separator + LetterCase.Small(value) + Separator)} > 0";
    }

    private string Position(ExtraDefinition field, string value) =>
        Instr(CustomerSort.WithoutAccents(Value(field), engine), CustomerSort.WithoutAccents(value));

    private string Instr(string text, string part) => engine.Position(text, parameter(part));

    private string Parameter(ExtraDefinition field, string value) =>
        ExtraColumns.IsNumber(field) ? engine.Number(parameter(value)) : parameter(LetterCase.Small(value));

    // True of all who have a value, as the index says it; without an index what is sooner asked of a row.
    private string Filled(ExtraDefinition field) => field.IsIndexed ? $"{Key(field)} is not null" : "c.extra is not null";

    private string Key(ExtraDefinition field) => isAside ? engine.Aside(ExtraColumns.Key(field, engine, "c")) : ExtraColumns.Key(field, engine, "c");

    private string Value(ExtraDefinition field) => ExtraColumns.Value(field, engine, "c");

    private static string All(IEnumerable<string> conditions) => "(" + string.Join(" and ", conditions) + ")";
}
