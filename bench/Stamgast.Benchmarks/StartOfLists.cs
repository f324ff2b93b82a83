using System.Diagnostics;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>start DIR|CONNECTION [SORT...]</c>: measures how long the first visitors of a list wait right after the program starts: pages by the clock one
/// second after the start, while everything is still being read in the background, then the first and next pages in every given order (by default all
/// columns of the list).
/// </summary>
internal static class StartOfLists
{
    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        var watch = Stopwatch.StartNew();
        using var customers = Base.Open(location);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened in {watch.Elapsed.TotalMilliseconds:0} ms"));
        using var memory = new ListMemory(customers);
        memory.Begin();
        Thread.Sleep(TimeSpan.FromSeconds(1));
        var list = new CustomerList(customers, Viewer.System, memory);
        string[] sorts = arguments.Length > 1 ? arguments[1..] : ["name", "city", "email", "number", "language", "label"];
        Pages("a second after the start, name", list, CustomerQuery.Plain, output);
        memory.Load();
        foreach (var sort in sorts)
            foreach (var address in new[] { "sort=" + sort, "type=person&sort=" + sort, "q=an&sort=-" + sort })
                Pages(address, list, CustomerQueryText.FromAddress(address), output);
        return 0;
    }

    private static void Pages(string what, CustomerList list, CustomerQuery query, TextWriter output)
    {
        var times = new List<double>();
        string? cursor = null;
        for (var i = 0; i < 10; i++)
        {
            var watch = Stopwatch.StartNew();
            cursor = list.Page(query, cursor).Next;
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (cursor is null) break;
        }
        output.WriteLine($"{what}: {string.Join(' ', times.Select(t => t.ToString("0", CultureInfo.InvariantCulture)))}");
        output.Flush();
    }
}
