using BenchmarkDotNet.Attributes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.SampleData;

namespace Stamgast.Benchmarks;

/// <summary>Measures what an import does with every customer of a file, on sample customers; per customer.</summary>
[MemoryDiagnoser]
public class RulesBenchmarks
{
    private const int Customers = 1000;

    private static readonly List<CustomerValues> Sample = [.. SampleCustomers.Generate(Customers, 1, 10).Select(s => s.Values)];
    private static readonly RuleContext Belgium = new("BE", new DateOnly(2026, 11, 22));

    [Benchmark(OperationsPerInvoke = Customers)]
    public int ReadFortyCells()
    {
        var filled = 0;
        foreach (var values in Sample)
        {
            var context = Belgium with { Country = values[CustomerFields.Country] };
            foreach (var field in CustomerFields.All)
                if (FieldRules.Normalise(field, values[field].AsSpan(), context).Value is not null) filled++;
        }
        return filled;
    }

    [Benchmark(OperationsPerInvoke = Customers)]
    public int MakeSearchWords() => Sample.Sum(values => SearchWords.Of(values).Length);

    [Benchmark(OperationsPerInvoke = Customers)]
    public int MakeBothSortKeys() => Sample.Sum(values => SortKeys.Core(values).Length + SortKeys.Full(values).Length);

    [Benchmark(OperationsPerInvoke = Customers)]
    public int InventCustomers() => SampleCustomers.Generate(Customers, 1, 10).Count(s => s.DuplicateOf is null);
}
