using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Rows;

/// <summary>A reader's data about one column of its file.</summary>
internal sealed partial class RowReader
{
    private sealed class Column(int index, string target, DateOrder dateOrder, bool hasValues)
    {
        public int Index { get; } = index;
        public string Target { get; } = target;

        public string Header { get; init; } = "";

        /// <summary>The separator of several values in a cell; null where the rules of the fields define it.</summary>
        public string? Joint { get; init; }

        public bool HasCompanyFirst { get; init; }

        /// <summary>Its position among the columns that are read.</summary>
        public int Place { get; set; }

        /// <summary>Earlier columns with the same target: this one counts if they are empty.</summary>
        public int[] Before { get; set; } = [];

        /// <summary>A column of the person to ask for at a company.</summary>
        public bool IsContact => HeaderWords.Key(Header) is var key && (key.Contains("contact", StringComparison.Ordinal) || key == "ansprechpartner");

        /// <summary>A column of the customer that fills in for a partner without a value of their own.</summary>
        public bool IsShared { get; init; }

        /// <summary>Its texts are counted, so that a person can choose their meaning.</summary>
        public bool IsNamed => Field is not null && ColumnValues.IsName(Field);

        /// <summary>True for a city, which may include its postal code.</summary>
        public bool IsCity { get; } = target is "city" or "delivery_city";

        /// <summary>True for a last or first name, which may carry a remark about a death.</summary>
        public bool IsOfPerson { get; } = target is "last_name" or "first_name";

        /// <summary>A postal code or a city: its cell may contain the other.</summary>
        public bool MayHoldTown { get; } = CustomerFields.ByName(target)?.Kind == FieldKind.PostalCode || target is "city" or "delivery_city";

        /// <summary>A cell that is a clean line is its value, without any remark, unless a person has chosen the meaning of its texts.</summary>
        public bool IsLine { get; } = !hasValues && CustomerFields.ByName(target) is { Kind: FieldKind.Line or FieldKind.Text,
            Ordinal: not (CustomerFields.Box or CustomerFields.DeliveryBox) } field && !ColumnValues.IsName(field);

        /// <summary>A cell may be in its stored form, with nothing to report; see <see cref="FieldRules.IsCanonical"/>.</summary>
        public bool HasForm { get; } = CustomerFields.ByName(target)?.Kind is FieldKind.Date or FieldKind.Phone or FieldKind.Email or FieldKind.Iban;

        /// <summary>The meaning of its cells depends on a country.</summary>
        public bool IsReadInCountry { get; } = CustomerFields.ByName(target)?.Kind is FieldKind.Phone or FieldKind.PhoneList or FieldKind.VatNumber
            or FieldKind.EnterpriseNumber;

        /// <summary>No value is a date, though a spreadsheet may have made one of it.</summary>
        public bool TakesNoDate { get; } = CustomerFields.ByName(target) is { } taker
            ? SheetDates.MayTake(taker) || taker.Kind == FieldKind.PostalCode : target is ImportTarget.Address or ImportTarget.StreetLine
            or ImportTarget.PostalCity or ImportTarget.DeliveryAddress or ImportTarget.DeliveryStreetLine or ImportTarget.DeliveryPostalCity;

        /// <summary>A text may be such a date.</summary>
        public bool MayBeDate { get; } = CustomerFields.ByName(target) is { } dated && SheetDates.MayTake(dated);

        public DateOrder DateOrder { get; } = dateOrder;
        public CustomerField? Field { get; } = CustomerFields.ByName(target);
        public CellCache? Cache { get; } = CustomerFields.ByName(target)?.Kind is null or FieldKind.Email or FieldKind.Phone or FieldKind.Iban or FieldKind.Text
            || target is "number" or "birth_date" ? null : new CellCache(CustomerFields.ByName(target)!.Kind is FieldKind.PostalCode or FieldKind.PhoneList
            or FieldKind.VatNumber or FieldKind.EnterpriseNumber);
    }
}
