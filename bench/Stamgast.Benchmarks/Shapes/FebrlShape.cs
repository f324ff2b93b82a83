namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Persons in the style of the generator of the Febrl project (P. Christen, 2005): up to five duplicates of an original, with a limited number of
/// errors in each, at most two a field: letters, blanks, exchanged, missing, new and swapped values.
/// </summary>
internal static class FebrlShape
{
    private const int GivenName = 0, Surname = 1, StreetNumber = 2, Address1 = 3, Address2 = 4, Suburb = 5, Postcode = 6, State = 7, BirthDate = 8,
        SocialSecurity = 9;

    private static readonly string[] Headings = "given_name surname street_number address_1 address_2 suburb postcode state date_of_birth soc_sec_id".Split(
        ' ');
    private static readonly string[] GivenNames =
        ("joshua jack thomas emily lachlan sophie james jessica william benjamin matthew olivia samuel daniel georgia nicholas joseph hannah isabella ruby "
        + "alexander mitchell harrison liam riley chloe charlotte caitlin ethan luke emiily dylan jayden mia ella grace jake lucy zachary connor hayden bailey "
        + "taylah tahlia ellie abbey madison amy lara zoe imogen finn kyle blake noah cooper oliver tyler sarah lilly ebony kiera bianca jasmine brianna holly "
        + "tiana mikayla alana dante kane tristan jordan isaac").Split(' ');

    /// <summary>Makes originals and duplicates; with <paramref name="perOriginal"/> 1, exactly one of each.</summary>
    public static InventedTable Make(Invention invention, int originals, int duplicates, int perOriginal, int mostErrors)
    {
        var table = new InventedTable(Headings);
        var values = Values(invention);
        var people = Enumerable.Range(0, originals).Select(_ => values.Select((v, field) => field == Address2 && invention.Chance(0.35)
            ? "" : invention.Chance(0.02) ? "" : v()).ToArray()).ToArray();
        for (var e = 0; e < originals; e++) table.Add(e, people[e]);
        var made = 0;
        for (var e = 0; made < duplicates; e = (e + 1) % originals)
        {
            // Few originals have five duplicates, most one.
            var copies = perOriginal == 1 ? 1 : Math.Min(perOriginal, 1 + (int)Math.Floor(-Math.Log(1 - invention.Random.NextDouble()) * 1.6));
            for (var i = 0; i < copies && made < duplicates; i++, made++) table.Add(e, Spoilt(invention, people[e], values, mostErrors));
        }
        return table;
    }

    private static Func<string>[] Values(Invention invention)
    {
        var streets = invention.Words(1500).Select(w => w + " " + invention.One("street", "place", "crescent", "avenue", "circuit", "close", "court"))
            .ToArray();
        var suburbs = invention.Words(900);
        return
        [
            invention.Frequent([.. GivenNames, .. invention.Words(250)], 0.8),
            invention.Frequent([.. "white clarke reid green webb campbell matthews morrison ryan nguyen dixon smith jones".Split(' '),
            .. invention.Words(1400)], 0.75),
            () => invention.Number(1, invention.Chance(0.7) ? 90 : 500),
            invention.Frequent(streets, 0.4),
            invention.Frequent([.. invention.Words(900).Select(w => w + invention.One("", " park", " village", " creek"))], 0.3),
            invention.Frequent(suburbs, 0.5),
            () => invention.Number(2000, 6990),
            invention.Frequent("nsw vic qld wa sa tas act nt".Split(' '), 0.9),
            () => invention.Date(1900, 1999).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture),
            () => invention.Number(1_000_000, 9_999_999),
        ];
    }

    private static string[] Spoilt(Invention invention, string[] person, Func<string>[] values, int mostErrors)
    {
        var cells = (string[])person.Clone();
        var errors = new int[cells.Length];
        for (var left = invention.Between(1, mostErrors); left > 0; left--)
        {
            var field = invention.Random.Next(cells.Length);
            if (errors[field]++ >= 2 || cells[field].Length == 0) continue;
            var kind = invention.Random.NextDouble();
            if (kind < 0.08) cells[field] = "";
            else if (kind < 0.16) cells[field] = values[field]();
            else if (kind < 0.22 && field is GivenName or Surname) (cells[GivenName], cells[Surname]) = (cells[Surname], cells[GivenName]);
            else if (kind < 0.22 && field is Address1 or Address2) (cells[Address1], cells[Address2]) = (cells[Address2], cells[Address1]);
            else if (kind < 0.30 && field is not (BirthDate or SocialSecurity or Postcode or StreetNumber or State))
                cells[field] = Blank(invention, cells[field]);
            else cells[field] = invention.Typo(cells[field]);
        }
        return cells;
    }

    // A blank too many or too few.
    private static string Blank(Invention invention, string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank >= 0 && invention.Chance(0.5) ? text.Remove(blank, 1) : text.Length < 3 ? text : text.Insert(invention.Between(1, text.Length - 1), " ");
    }
}
