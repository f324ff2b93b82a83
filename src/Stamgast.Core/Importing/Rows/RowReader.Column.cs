using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Rows;

/// <summary>What a reader knows of a column of its file.</summary>
internal sealed partial class RowReader
{
    private sealed class Column(int index, string target, DateOrder dateOrder, bool hasValues)
    {
        public int Index { get; } = index;
        public string Target { get; } = target;

        public string Header { get; init; } = "";

        /// <summary>What stands between several values in a cell; null where the rules of the fields say it.</summary>
        public string? Joint { get; init; }

        public bool HasCompanyFirst { get; init; }

        /// <summary>Its place among the columns that are read.</summary>
        public int Place { get; set; }

        /// <summary>Earlier columns that feed the same: this one counts where they are empty.</summary>
        public int[] Before { get; set; } = [];

        /// <summary>A column of the person to ask for at a company.</summary>
        public bool IsContact => HeaderWords.Key(Header) is var key && (key.Contains("contact", StringComparison.Ordinal) || key == "ansprechpartner");

        /// <summary>A column of the customer from which a partner takes what the file does not say of them.</summary>
        public bool IsShared { get; init; }

        /// <summary>Its texts are counted, for a person to say what they mean.</summary>
        public bool IsNamed => Field is not null && ColumnValues.IsName(Field);

        /// <summary>True for a town, before or behind which its postal code may stand.</summary>
        public bool IsCity { get; } = target is "city" or "delivery_city";

        /// <summary>True for a last or first name, beside which it may be said that somebody died.</summary>
        public bool IsOfPerson { get; } = target is "last_name" or "first_name";

        /// <summary>A postal code or a town: the other may stand in its cell.</summary>
        public bool MayHoldTown { get; } = CustomerFields.ByName(target)?.Kind == FieldKind.PostalCode || target is "city" or "delivery_city";

        /// <summary>A cell that is a clean line is its value, without anything to be said of it, unless a person has said what its texts mean.</summary>
        public bool IsLine { get; } = !hasValues && CustomerFields.ByName(target) is { Kind: FieldKind.Line or FieldKind.Text, Ordinal: not (CustomerFields.Box or CustomerFields.DeliveryBox) } field && !ColumnValues.IsName(field);

        /// <summary>A cell may be a value of its form, of which nothing is to be said; see <see cref="FieldRules.IsCanonical"/>.</summary>
        public bool HasForm { get; } = CustomerFields.ByName(target)?.Kind is FieldKind.Date or FieldKind.Phone or FieldKind.Email or FieldKind.Iban;

        /// <summary>What its cells say depends on a country.</summary>
        public bool IsReadInCountry { get; } = CustomerFields.ByName(target)?.Kind is FieldKind.Phone or FieldKind.PhoneList or FieldKind.VatNumber or FieldKind.EnterpriseNumber;

        /// <summary>No value is a date, though a spreadsheet may have made one of it.</summary>
        public bool TakesNoDate { get; } = CustomerFields.ByName(target) is { } taker ? SheetDates.MayTake(taker) || taker.Kind == FieldKind.PostalCode : target is ImportTarget.Address or ImportTarget.StreetLine or ImportTarget.PostalCity or ImportTarget.DeliveryAddress or ImportTarget.DeliveryStreetLine or ImportTarget.DeliveryPostalCity;

        /// <summary>A text may be such a date.</summary>
        public bool MayBeDate { get; } = CustomerFields.ByName(target) is { } dated && SheetDates.MayTake(dated);

        public DateOrder DateOrder { get; } = dateOrder;
        public CustomerField? Field { get; } = CustomerFields.ByName(target);
        public CellCache? Cache { get; } = CustomerFields.ByName(target)?.Kind is null or FieldKind.Email or FieldKind.Phone or FieldKind.Iban or FieldKind.Text
            || target is "number" or "birth_date" ? null : new CellCache(CustomerFields.ByName(target)!.Kind is FieldKind.PostalCode or FieldKind.PhoneList or FieldKind.VatNumber or FieldKind.EnterpriseNumber);
    }
}
