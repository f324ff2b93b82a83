using System.Diagnostics;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.App.Customers.Names;

/// <summary>
/// The groups and responsibles that forms, filters and tags know, cached until customers change. If there are very many names, the cache lives
/// longer, so that pages do not wait for it again and again.
/// </summary>
public sealed class NameBooks(Base customers, ListMemory memory, TimeProvider clock)
{
    // While the frequencies are unknown, and so that changes of colours by another program on this base become visible at some point.
    private static readonly TimeSpan Unsure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private const int Patience = 20;
    private const int MostKept = 100;

    private readonly Lock holding = new();
    private readonly Dictionary<(NameKind, Visibility), Kept> known = [];

    /// <summary>The names of a kind, counted over the customers that a viewer sees.</summary>
    public NameBook this[Viewer viewer, NameKind kind]
    {
        get
        {
            var (last, now) = (ListMemory.LastItem(customers), clock.GetUtcNow());
            lock (holding)
                if (known.GetValueOrDefault((kind, viewer.Visibility)) is { } kept && (kept.LastItem == last ? now < kept.Until : now < kept.AtLeast))
                    return kept.Book;
            var watch = Stopwatch.StartNew();
            var book = NameBook.Read(customers, viewer, kind, memory);
            var isSure = book.All.All(name => name.Customers is not null);
            lock (holding)
            {
                if (known.Count >= MostKept) known.Clear();
                known[(kind, viewer.Visibility)] = new Kept(book, last, now + (isSure ? Longest : Unsure),
                    now + TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Patience * (watch.Elapsed.TotalSeconds > 0.2 ? watch.Elapsed.TotalSeconds : 0))));
            }
            return book;
        }
    }

    /// <summary>Reloads the names after a change.</summary>
    public void Forget()
    {
        lock (holding) known.Clear();
    }

    private sealed record Kept(NameBook Book, long LastItem, DateTimeOffset Until, DateTimeOffset AtLeast);
}
