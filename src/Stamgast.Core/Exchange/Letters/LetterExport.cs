using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Exporting;
using Stamgast.Files;
using Stamgast.Language;
using Stamgast.Relations;
using Stamgast.Settings;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Exchange.Letters;

/// <summary>
/// Writes the letters to customers into a file: one row for each family whose members share an address and want one letter, a row of their own for all
/// others. What stands on the envelope is in the language of the person whose address it has. Streaming; of each family only its ID is kept.
/// </summary>
/// <param name="viewer">Customers hidden from it get no letter, and are not named in one.</param>
public sealed class LetterExport(Base customers, Viewer viewer)
{
    private const int RowsBetweenReports = 2048;

    /// <summary>Throws when the file can only fail, before anything is written.</summary>
    /// <exception cref="RefusedException">export.letters: letters are CSV or a workbook; export.sheet: more customers than a sheet has rows.</exception>
    public void Check(CustomerQuery query, ExportFormat format)
    {
        if (format is not (ExportFormat.Csv or ExportFormat.Xlsx)) throw new RefusedException("export.letters", format.ToString().ToLowerInvariant());
        if (format != ExportFormat.Xlsx) return;
        var count = new CustomerList(customers, viewer).Count(query);
        if (count > XlsxTableWriter.MaxRows) throw new RefusedException("export.sheet", count, XlsxTableWriter.MaxRows);
    }

    /// <summary>Writes a file that appears only when it is complete. Gives the number of letters.</summary>
    /// <inheritdoc cref="CustomerExport.WriteFile" path="/exception" />
    public long WriteFile(CustomerQuery query, ExportFormat format, string path, IProgress<(long Done, long? Total)>? progress = null,
        CancellationToken cancel = default)
    {
        Check(query, format);
        return ExportFile.Write(path, file => Write(query, format, file, forExcel: false, progress, cancel));
    }

    /// <summary>Writes into a stream, in the order of the list. Gives the number of letters.</summary>
    /// <param name="forExcel">CSV: begins with a byte order mark.</param>
    public long Write(CustomerQuery query, ExportFormat format, Stream into, bool forExcel, IProgress<(long Done, long? Total)>? progress = null,
        CancellationToken cancel = default)
    {
        using var table = format == ExportFormat.Xlsx ? new XlsxTableWriter(into, [.. Letter.Columns.Select(c => new SheetColumn(c, false))], "Stamgast")
            : (TableWriter)new CsvTableWriter(into, byteOrderMark: forExcel);
        if (format != ExportFormat.Xlsx) table.WriteRow([.. Letter.Columns]);
        var count = 0L;
        foreach (var letter in Of(query, cancel))
        {
            foreach (var cell in letter.Cells) table.WriteCell(cell ?? "");
            table.EndRow();
            if (++count % RowsBetweenReports == 0) progress?.Report((count, null));
        }
        return count;
    }

    /// <summary>The letters to the customers of a list, in its order.</summary>
    public IEnumerable<Letter> Of(CustomerQuery query, CancellationToken cancel = default)
    {
        var settings = OrganisationSettings.Of(customers);
        var written = new HashSet<long>();
        using var reader = customers.OpenReader();
        foreach (var portion in Each(query).Chunk(RecordStates.Portion))
        {
            cancel.ThrowIfCancellationRequested();
            var people = CustomerStates.Read(reader, customers.Engine, portion);
            var families = FamiliesOf(reader, portion);
            foreach (var id in portion)
            {
                if (viewer.Seen(people.GetValueOrDefault(id)) is not { } person) continue;
                if (families.Of(id) is not var (family, members)) yield return Letter.To(person, CultureOf(person, settings));
                else if (written.Add(family.Id)) yield return ToFamily(family, members, settings);
            }
        }
    }

    private IEnumerable<long> Each(CustomerQuery query)
    {
        var (sql, parameters) = new CustomerList(customers, viewer).Select(query, "c.id");
        using var reader = customers.OpenReader();
        using var command = reader.Query(sql, [.. parameters]);
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return rows.GetInt64(0);
    }

    // The payer's address if the payer lives there, or else that of the first of them, the grown-ups first.
    private static Letter ToFamily(RecordState family, IReadOnlyList<FamilyMember> members, OrganisationSettings settings)
    {
        var payer = family.Values[FamilyKind.OfCustomer];
        var person = members.FirstOrDefault(m => m.Membership.Values[FamilyMemberKind.OfCustomer] == payer
            || m.Customer!.Id.ToString(CultureInfo.InvariantCulture) == payer)?.Customer ?? members[0].Customer!;
        var culture = CultureOf(person, settings);
        return new Letter(person, family, members.Count, FamilyMembers.JointName(members, culture) ?? family.Values[FamilyKind.Name] ?? "",
            FamilyMembers.Salutation(family.Values, members, culture) ?? "");
    }

    private static CultureInfo CultureOf(CustomerState person, OrganisationSettings settings) =>
        Cultures.Match(person.Values[CustomerFields.Language], settings.HomeCountry) ?? Cultures.Find(settings.Culture) ?? Cultures.English;

    // The families of some customers, or of those merged into them, that want one letter.
    private Families FamiliesOf(DbConnection reader, IReadOnlyList<long> ids)
    {
        var (engine, shape) = (customers.Engine, FamilyMemberKind.Instance.Shape);
        var all = MergedFamily.Below(reader, CustomerShape.Instance, ids);
        var families = new List<long>();
        using (var command = reader.Query($"""
            select distinct c.family from family_member c join family f on f.id = c.family
            where c.customer in {Sql.InList(all)} and {shape.Alive(engine, "c")} and {engine.Yes("c.shares_address")}
              and {engine.Yes("f.one_letter")} and {engine.No("f.trashed")}
            """))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) families.Add(rows.GetInt64(0));
        if (families.Count == 0) return Families.None;
        return new Families(RecordStates.Read(reader, engine, FamilyKind.Instance.Shape, families),
            FamilyMembers.OfAll(reader, engine, families, viewer));
    }

    private sealed class Families(Dictionary<long, RecordState> families, ILookup<long, FamilyMember>? members)
    {
        public static readonly Families None = new([], null);

        private readonly Dictionary<long, long> byCustomer = members is null ? [] : members.SelectMany(f => f.Where(Lives).Select(m => (m.Customer!.Id, f.Key)))
            .GroupBy(m => m.Id).ToDictionary(g => g.Key, g => g.Min(m => m.Key));

        /// <summary>The family with which a customer gets a letter, and its members at the address; of several families the oldest.</summary>
        public (RecordState Family, IReadOnlyList<FamilyMember> Members)? Of(long customer) =>
            byCustomer.TryGetValue(customer, out var id) && families.GetValueOrDefault(id) is { } family
                ? (family, [.. members![id].Where(Lives)]) : null;

        private static bool Lives(FamilyMember member) => member is { SharesAddress: true, Customer: not null };
    }
}
