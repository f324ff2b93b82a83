using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// German first and last names and a birth date, nothing else: nine tenths are different people, a tenth repeats one of them with a single error, as
/// in the table of 10,000 rows of the R package RecordLinkage (M. Sariyar, A. Borg, 2010).
/// </summary>
internal static class GermanNamesShape
{
    private static readonly string[] Men =
        ("peter michael thomas andreas wolfgang klaus juergen guenter stefan christian uwe werner horst frank dieter manfred gerhard hans bernd thorsten "
        + "matthias helmut walter heinz martin joerg rolf jens sven alexander jan rainer holger karl dirk joachim ralf carsten herbert oliver wilhelm kurt "
        + "markus heinrich harald paul hermann norbert rudolf").Split(' ');
    private static readonly string[] Women =
        ("ursula karin helga sabine ingrid renate monika susanne gisela petra birgit andrea anna brigitte claudia erika christa elke stefanie gertrud "
        + "elisabeth maria angelika heike gabriele kathrin ilse nicole anja barbara hildegard martina ingeborg gerda marion jutta ute hannelore irmgard "
        + "christine inge christina silvia margarete kerstin melanie").Split(' ');
    private static readonly string[] Families =
        ("mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch bauer richter klein wolf schroeder neumann schwarz "
        + "zimmermann braun krueger hofmann hartmann lange schmitt werner schmitz krause meier lehmann schmid schulze maier koehler herrmann koenig walter "
        + "mayer huber kaiser fuchs peters lang scholz moeller weiss jung hahn schubert vogel friedrich keller guenther frank berger winkler roth beck lorenz "
        + "baumann franke albrecht schuster simon ludwig boehm winter kraus").Split(' ');

    /// <param name="invention">The source of chance.</param>
    /// <param name="rows">Rows in all.</param>
    /// <param name="isWhole">True for one column with the whole date, false for separate columns for year, month and day.</param>
    public static InventedTable Make(Invention invention, int rows, bool isWhole)
    {
        var table = new InventedTable(isWhole ? ["Vorname", "Nachname", "Geburtsdatum"] : ["fname_c1", "lname_c1", "by", "bm", "bd"]);
        var given = invention.Frequent([.. Men.Zip(Women).SelectMany(p => new[] { p.First, p.Second }), .. invention.Words(120)], 0.65);
        var family = invention.Frequent([.. Families, .. invention.Words(1500)], 0.8);
        var people = Enumerable.Range(0, rows * 9 / 10).Select(_ => (Given: given(), Family: family(), Born: Parts(invention.Date(1925, 2005)))).ToArray();
        for (var e = 0; e < people.Length; e++) Add(table, e, people[e].Given, people[e].Family, people[e].Born, isWhole);
        for (var i = people.Length; i < rows; i++)
        {
            var e = invention.Random.Next(people.Length);
            var (first, last, born) = people[e];
            switch (invention.Random.Next(8))
            {
                case < 3: first = invention.Typo(first); break;
                case < 6: last = invention.Typo(last); break;
                case 6: born = Wrong(invention, born); break;
                default: born = Parts(new DateOnly(born[0], born[1], born[2]).AddDays(invention.One(-30, -1, 1, 10, 365))); break;
            }
            Add(table, e, first, last, born, isWhole);
        }
        return table;
    }

    private static int[] Parts(DateOnly date) => [date.Year, date.Month, date.Day];

    private static int[] Wrong(Invention invention, int[] born)
    {
        var wrong = (int[])born.Clone();
        var part = invention.Random.Next(3);
        wrong[part] = part == 0 ? born[0] + invention.One(-10, -1, 1, 10, 27) : part == 1 ? invention.Between(1, 12) : invention.Between(1, 28);
        return wrong;
    }

    private static void Add(InventedTable table, int entity, string given, string family, int[] born, bool isWhole)
    {
        string[] names = [given.ToUpperInvariant(), family.ToUpperInvariant()];
        if (isWhole) table.Add(entity, [.. names, string.Create(CultureInfo.InvariantCulture, $"{born[2]:00}.{born[1]:00}.{born[0]:0000}")]);
        else table.Add(entity, [.. names, .. born.Select(p => p.ToString(CultureInfo.InvariantCulture))]);
    }
}
