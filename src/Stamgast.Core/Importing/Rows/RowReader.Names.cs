using System.Runtime.CompilerServices;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Text;

namespace Stamgast.Importing.Rows;

/// <summary>Names: full ones in a cell, companies among the last names, and the contact of a company.</summary>
internal sealed partial class RowReader
{
    // The row's details of the contact person.
    private readonly Contact contact = new();

    private void ReadName(ImportedRow row, Column from, ReadOnlySpan<char> cell, in RuleContext here)
    {
        var column = from.Index;
        if (isOfOdoo && ChildAddresses.IsOne(cell[(cell.LastIndexOf(',') + 1)..].Trim()))
        {
            row.Problems.Add(new Problem(-1, "import.child_address", cell.ToString()));
            return;
        }
        // If the row says that it is a company, its name is one whatever its words. Another name beside it belongs to a person there.
        if (row.Values[CustomerFields.Type] == "company")
        {
            if (!row.Has(CustomerFields.CompanyName)) Offer(row, column, CustomerFields.CompanyName, cell.ToString(), here);
            else if (from.IsContact && !IsValue(row, CustomerFields.CompanyName, cell.ToString())) KeepContact(row, from, cell);
            return;
        }
        if (from.HasCompanyFirst && cell.LastIndexOf(", ") is var comma and > 0)
        {
            Offer(row, column, CustomerFields.CompanyName, cell[..comma].ToString(), here);
            cell = cell[(comma + 2)..];
        }
        var name = FullName.Split(cell, ValueGuess.IsKnownFirstName);
        // An enterprise number and no real first name: a company without its legal form.
        if (name.First is not null && !row.Has(CustomerFields.FirstName) && !row.Has(CustomerFields.LastName) && !row.Has(CustomerFields.CompanyName)
            && !row.Has(CustomerFields.Type)
            && (row.Has(CustomerFields.VatNumber) || row.Has(CustomerFields.EnterpriseNumber)) && !HasKnownFirstName(name))
            name = new FullName(null, null, null, FullName.WithoutEmail(cell).ToString()) { Email = name.Email };
        // Somebody other than the customer of this row: its contact, or a display name.
        if (name.Last is not null && row.Has(CustomerFields.LastName) && !SaysLastName(name.Last, row))
        {
            if (from.IsContact) KeepContact(row, from, cell);
            return;
        }
        if (name.First is { } two && two.Contains('&', StringComparison.Ordinal))
            repairs.Warnings.Add(row, column, CustomerFields.All[CustomerFields.FirstName], "contact.couple", cell);
        var shown = repairs.HasExamples(RepairKind.SplitName, column) ? "" : Shown(name.Salutation, name.First, name.Last, name.Company, name.Remark,
            name.Email);
        if ((name.First ?? name.Email ?? name.Salutation ?? name.Remark) is not null && !repairs.Split(RepairKind.SplitName, column, cell, shown, row.Line))
            name = new FullName(null, null, cell.ToString(), null);
        Offer(row, column, CustomerFields.Salutation, name.Salutation, here);
        Offer(row, column, CustomerFields.FirstName, name.First, here);
        Offer(row, column, CustomerFields.LastName, name.Last, here);
        Offer(row, column, CustomerFields.CompanyName, name.Company, here);
        if (name.Remark is { } remark)
        {
            Remark(row, from.Header, remark);
            repairs.Warnings.Add(row, column, CustomerFields.All[CustomerFields.Notes], "name.remark", cell);
        }
        if (name.IsWhole) repairs.Warnings.Add(row, column, CustomerFields.All[CustomerFields.LastName], "name.whole", cell);
        if (row.Has(CustomerFields.Email)) AddEmail(row, from, name.Email, here);
        else Offer(row, column, CustomerFields.Email, name.Email, here);
    }

    // "Schmidt (†)" in the last-name column; our own exports have names exactly as stored.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<char> WithoutMark(ImportedRow row, Column column, ReadOnlySpan<char> cell)
    {
        var name = cell.ToString();
        if (repairs.IsOwnRow || NameTitles.TakeMark(ref name) is not { } mark) return cell;
        var shown = repairs.HasExamples(RepairKind.BesideName, column.Index) ? "" : Shown(name, mark);
        if (!repairs.Split(RepairKind.BesideName, column.Index, cell, shown, row.Line)) return cell;
        Remark(row, column.Header, mark);
        repairs.Warnings.Add(row, column.Index, CustomerFields.All[CustomerFields.Notes], "name.remark", cell);
        return name;
    }

    // For a company, whose name is stored with it: otherwise a second one of that name would be created.
    private static void RefuseChildAddress(ImportedRow row, ReadOnlySpan<char> type)
    {
        if (row.Problems.Count > 0 || row.Has(CustomerFields.LastName) || row.Has(CustomerFields.FirstName)
            || row.Values[CustomerFields.Type] == "company" && !row.Has(CustomerFields.CompanyName)) return;
        if (ChildAddresses.IsOne(type)) row.Problems.Add(new Problem(-1, "import.child_address", $"{row.Values[CustomerFields.CompanyName]}, {type}"));
    }

    private static bool HasKnownFirstName(in FullName name) =>
        name.Salutation is not null || Folding.Fold(name.First!).Split(' ').Any(ValueGuess.IsKnownFirstName)
            || Folding.Fold(name.Last!).Split(' ').Any(ValueGuess.IsKnownFirstName);

    private static bool SaysLastName(string last, ImportedRow row) =>
        last.EndsWith(row.Values[CustomerFields.LastName]!, StringComparison.OrdinalIgnoreCase)
            || row.Values[CustomerFields.LastName]!.EndsWith(last, StringComparison.OrdinalIgnoreCase);

    private static void TakeCompanyFromLastName(ImportedRow row)
    {
        if (row.Has(CustomerFields.Type) || row.Has(CustomerFields.CompanyName) || row.Has(CustomerFields.FirstName) || !row.Has(CustomerFields.LastName))
            return;
        var name = row.Values[CustomerFields.LastName]!;
        if (!row.Has(CustomerFields.VatNumber) && !row.Has(CustomerFields.EnterpriseNumber)
            && FullName.Split(name, ValueGuess.IsKnownFirstName).Company is null) return;
        row.Values[CustomerFields.CompanyName] = name;
        row.Values[CustomerFields.LastName] = null;
        row.Filled = (row.Filled | 1UL << CustomerFields.CompanyName) & ~(1UL << CustomerFields.LastName);
    }

    // A company has a contact, who is not a customer; the name is kept. Without a company, the contact is the customer.
    private void TakeContact(ImportedRow row, in RuleContext here)
    {
        if (contact.From is not { } from) return;
        var whole = contact.Name;
        var (first, last) = (contact.First, contact.Last);
        contact.Clear();
        var isCompany = row.Values[CustomerFields.Type] == "company" || (!row.Has(CustomerFields.Type) && row.Has(CustomerFields.CompanyName));
        if (!isCompany && !row.Has(CustomerFields.LastName) && !row.Has(CustomerFields.FirstName))
        {
            if (from.Target == ImportTarget.ContactName) ReadName(row, from, whole, here);
            Offer(row, from.Index, CustomerFields.FirstName, first, here);
            Offer(row, from.Index, CustomerFields.LastName, last, here);
        }
        else if (!IsCalled(row, whole)) KeepContact(row, from, whole);
    }

    private void KeepContact(ImportedRow row, Column from, ReadOnlySpan<char> name)
    {
        // "Contact first name" says too little of a whole name.
        Remark(row, from.Target is ImportTarget.ContactFirstName or ImportTarget.ContactLastName ? "Contact" : from.Header, name);
        repairs.Warnings.Add(row, from.Index, CustomerFields.All[CustomerFields.Notes], "contact.notes", name);
    }

    private static bool IsCalled(ImportedRow row, string name) =>
        Folding.Fold(name) is var folded
            && (folded == Folding.Fold($"{row.Values[CustomerFields.FirstName]} {row.Values[CustomerFields.Particle]} {row.Values[CustomerFields.LastName]}")
            || folded == Folding.Fold($"{row.Values[CustomerFields.FirstName]} {row.Values[CustomerFields.LastName]}")
            || folded == Folding.Fold(row.Values[CustomerFields.CompanyName] ?? ""));

    // In a file without a type column, a row with a company name and no person's name is a company.
    private static void InferType(ImportedRow row)
    {
        if (row.Has(CustomerFields.Type) || !row.Has(CustomerFields.CompanyName)) return;
        if (row.Has(CustomerFields.LastName) || row.Has(CustomerFields.FirstName)) return;
        row.Values[CustomerFields.Type] = "company";
        row.Filled |= 1UL << CustomerFields.Type;
    }

    private sealed class Contact
    {
        private readonly List<(Column Column, string Text)> said = [];

        /// <summary>The column of the name, or the first of its parts; null when the row has none.</summary>
        public Column? From => said.Count == 0 ? null : said.Find(s => s.Column.Target == ImportTarget.ContactName).Column ?? said[0].Column;

        public string? First => Of(ImportTarget.ContactFirstName);

        public string? Last => Of(ImportTarget.ContactLastName);

        public string Name => Of(ImportTarget.ContactName) ?? string.Join(' ', new[] { First, Last }.OfType<string>());

        public void Add(Column column, ReadOnlySpan<char> text) => said.Add((column, text.ToString()));

        public void Clear() => said.Clear();

        private string? Of(string target) => said.Find(s => s.Column.Target == target).Text;
    }
}
