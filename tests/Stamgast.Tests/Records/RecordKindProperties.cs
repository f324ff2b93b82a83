using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Records;

/// <summary>
/// Whatever is done to records with lines, undoing all of it, newest first, restores every earlier state. STAMGAST_SEEDS=1-500 tries more.
/// </summary>
public sealed class RecordKindProperties
{
    private const int Deeds = 30;

    [Theory, EachEngine]
    public async Task Undoing_everything_newest_first_restores_every_earlier_state(Engine engine)
    {
        var seeds = (Environment.GetEnvironmentVariable("STAMGAST_SEEDS") ?? "1-2").Split('-')
            .Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        for (var seed = seeds[0]; seed <= seeds[^1]; seed++)
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Base.Open(place.Location);
            ParcelShape.CreateTable(customers);
            var work = new Work(customers, new Random(seed));
            var pictures = new List<(long Set, string Before)>();
            while (pictures.Count < Deeds)
            {
                var before = Picture(customers);
                if (work.Do() is { } set) pictures.Add((set, before));
            }
            Assert.Empty(new FoldCheck(customers).Differences());
            var changes = new ChangeSets(customers, TimeProvider.System);
            for (var i = pictures.Count - 1; i >= 0; i--)
            {
                changes.Undo(pictures[i].Set, Actor.CommandLine);
                Assert.True(pictures[i].Before == Picture(customers), $"Seed {seed}, set {pictures[i].Set}:\n{pictures[i].Before}\n{Picture(customers)}");
            }
            Assert.Empty(new FoldCheck(customers).Differences());
        }
    }

    // A record whose creation was undone counts as missing.
    private static string Picture(Base customers)
    {
        using var reader = customers.OpenReader();
        var alive = RecordStates.Read(reader, customers.Engine, ParcelShape.Instance, [.. Enumerable.Range(1, 100).Select(i => (long)i)])
            .Values.Where(s => !s.Trashed);
        return string.Join('\n', alive.OrderBy(s => s.Id)
            .Select(s => $"{s.Id}: " + string.Join("; ", ParcelShape.Instance.Fields.Select(f => f.IsList ? Sorted(s.Values[f]) : s.Values[f]))));
    }

    private static string Sorted(string? list) => string.Join(" | ", RecordValues.Elements(list).Order(StringComparer.Ordinal));

    private sealed class Work(Base customers, Random random)
    {
        private readonly ChangeSets changes = new(customers, TimeProvider.System);
        private readonly List<RecordState> forms = [];
        private int count;

        /// <summary>Does something; null when it came to nothing.</summary>
        public long? Do()
        {
            if (count == 0 || random.Next(6) == 0) return Create();
            var id = random.Next(count) + 1;
            var now = Now(id);
            if (random.Next(8) == 0) return now.Trashed ? null : changes.Trash([id], into: true, Actor.CommandLine, shape: ParcelShape.Instance).Set.Id;
            if (random.Next(4) == 0) forms.Add(now);
            // A form that was opened long ago, or just now.
            var form = forms.Count > 0 && random.Next(2) == 0 ? forms[random.Next(forms.Count)] : now;
            return Now(form.Id).Trashed ? null : changes.Edit(form.Id, form.Version, Altered(form.Values), Actor.CommandLine).Set?.Id;
        }

        private long Create()
        {
            var parcels = Enumerable.Range(0, random.Next(3) + 1).Select(_ => Altered(ParcelShape.Parcel($"P-{++count}"))).ToList();
            return changes.Create(parcels, Actor.CommandLine).Set.Id;
        }

        private RecordValues Altered(RecordValues given)
        {
            var values = given.Copy();
            for (var i = random.Next(3); i >= 0; i--)
                switch (random.Next(4))
                {
                    case 0: values[ParcelShape.Weight] = random.Next(1, 5).ToString(CultureInfo.InvariantCulture); break;
                    case 1: values[ParcelShape.Tags] = RecordValues.Join([.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)]); break;
                    case 2: values[ParcelShape.Sent] = random.Next(2) == 0 ? "0" : "1"; break;
                    default:
                        values[ParcelShape.Lines] = MapValue.With(values[ParcelShape.Lines], $"{random.Next(4)}.name",
                            random.Next(3) == 0 ? null : $"\"x\" {random.Next(3)} é");
                        break;
                }
            return values;
        }

        private RecordState Now(long id)
        {
            using var reader = customers.OpenReader();
            return RecordStates.Find(reader, customers.Engine, ParcelShape.Instance, id)!;
        }
    }
}
