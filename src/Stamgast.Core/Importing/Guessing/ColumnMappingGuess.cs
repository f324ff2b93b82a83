using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>Works out a mapping: first by the known system or the headers, then by the values where those are silent or ambiguous.</summary>
internal sealed partial class ColumnMappingGuess
{
    private const double ProfileConfidence = 1;

    private readonly IReadOnlyList<string> columns;
    private readonly ValueGuess[] values;
    private readonly MappedColumn[] found;
    private readonly ColumnMappingProfile? profile;

    // By column: its target in a file exported by this program.
    private readonly string?[]? own;

    private readonly bool[] grouped;

    public ColumnMappingGuess(IReadOnlyList<string> columns, IReadOnlyList<string[]> sample, string? profileName)
    {
        this.columns = columns;
        grouped = Grouped(columns);
        values = [.. Enumerable.Range(0, columns.Count).Select(c => new ValueGuess(sample.Where(r => c < r.Length).Select(r => r[c])))];
        found = [.. columns.Select((header, column) => new MappedColumn(column, header, null, MappingReason.None,
            0) { IsBlank = header.Length == 0 && sample.Count > 0 && values[column].Count == 0 })];
        if (string.Equals(profileName, ColumnMappingProfile.None, StringComparison.OrdinalIgnoreCase)) return;
        if (profileName is not null)
        {
            profile = ColumnMappingProfile.Named(profileName);
            if (profile.IsStrict) profile.Require(columns);
        }
        else
        {
            profile = ColumnMappingProfile.Recognise(columns);
            own = profile is null ? OwnHeaders.Targets(columns) : null;
        }
    }

    public ColumnMapping Mapping()
    {
        for (var column = 0; column < columns.Count; column++) ByProfileOrHeader(column);
        if (profile is not { IsStrict: true }) Doubtful();
        DecideId();
        DecideContacts();
        DecideNames();
        DecideStreets();
        DecideBirth();
        DecideOnlyEmail();
        ChooseWithinProfile();
        if (profile is not { IsStrict: true })
        {
            for (var column = 0; column < columns.Count; column++) ByValues(column);
            NamesByValues();
            CityByValues();
            NumberByValues();
            ParticlesByValues();
            PartnersByHeader();
            RepeatByHeader();
        }
        return new ColumnMapping(profile?.Name, found);
    }

    private bool IsFree(string target) => ImportTarget.TakesSeveral(target) || found.All(f => f.Target != target);

    private void Set(int column, string? target, MappingReason reason, double confidence) =>
        found[column] = found[column] with { Target = target, Reason = target is null ? MappingReason.None : reason,
            Confidence = target is null ? 0 : confidence };

    private void ByProfileOrHeader(int column)
    {
        var header = columns[column];
        if (own?[column] is { } ours)
        {
            Set(column, ours, MappingReason.Template, ProfileConfidence);
            return;
        }
        if (header.Length == 0 || (profile is null && HeaderWords.IsMeaningless(header))) return;
        if (profile is not null && profile.TryFind(header, out var known))
        {
            var reason = profile.Name == "template" ? MappingReason.Template : MappingReason.Profile;
            if (known is null) return;
            SetOrNext(column, known, reason, ProfileConfidence);
            if (found[column].Target is { } target) found[column] = found[column] with { Values = profile.MeaningsOf(target) };
            return;
        }
        // The extra field does not exist: such a column is listed among those not imported.
        if (header.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal)) return;
        if (HouseNumberBeside(column) is { } house) Set(column, house, MappingReason.Header, 0.85);
        else if (ByWords(column) is { } guess)
        {
            if (values[column].MayBe(guess.Target, IsBareNumber(column))) SetOrNext(column, guess.Target, MappingReason.Header, guess.Confidence);
            else if (InsteadOf(guess.Target, column) is { } other) SetOrNext(column, other, MappingReason.Values, 0.7);
        }
    }

    private (string Target, double Confidence)? ByWords(int column) =>
        grouped[column] && HeaderWords.FindGrouped(columns[column]) is { } said ? said.Length > 0 ? (said, 0.9) : null : HeaderWords.Find(columns[column]);

    // A second column of the same kind: another e-mail address, another phone; two names are sorted out later.
    private void SetOrNext(int column, string target, MappingReason reason, double confidence)
    {
        if (target == "name" || IsFree(target))
        {
            Set(column, target, reason, confidence);
            return;
        }
        var other = target switch
        {
            "email" => "other_emails",
            "phone" when values[column].Mobiles > 0.5 && IsFree("mobile") => "mobile",
            "phone" or "mobile" => "other_phones",
            "address" when values[column].PostalCities > 0.5 => "postal_city",
            "address" or "street_line" or "street" when values[column].Count == 0 => null,
            "full_name" => "name",
            _ => null,
        };
        if (other is not null && (other == "name" || IsFree(other))) Set(column, other, reason, confidence * 0.9);
    }

    // "ID" is ours in a file with our column names or with 0 for new customers; otherwise it is the number in another system.
    private void DecideId()
    {
        var id = Array.FindIndex(found, f => f.Target == "id");
        if (id < 0 || found[id].Reason != MappingReason.Header) return;
        var others = columns.Where((h, c) => c != id && h.Length > 0).ToList();
        var ours = others.Count(h => ImportTarget.Exists(h));
        if (others.Count > 0 && ours >= others.Count * 0.8) return;
        if (columns[id].StartsWith("stamgast", StringComparison.OrdinalIgnoreCase)) return;
        if (values[id].Count > 1 && values[id].Zeros * values[id].Count >= 2) return;
        Set(id, IsFree("number") ? "number" : null, MappingReason.Header, 0.7);
    }

    // "Name" beside "First name" is the last name; alone it is the whole name; if there are two, the values tell which is the first name.
    private void DecideNames()
    {
        var names = found.Where(f => f.Target == "name").Select(f => f.Column).ToList();
        if (names.Count == 0) return;
        // "Name" beside "Billing Name" is the whole name: the payer comes last, and is not part of it.
        var payers = names.FindAll(c => HeaderWords.IsOfInvoices(columns[c]));
        names = [.. names.Except(payers), .. payers];
        if (payers.Count == 0 && names.Count == 2 && IsFree("first_name") && IsFree("last_name"))
        {
            var first = values[names[0]].KnownFirstNames >= values[names[1]].KnownFirstNames ? 0 : 1;
            Set(names[first], "first_name", MappingReason.Values, 0.7);
            Set(names[1 - first], "last_name", MappingReason.Values, 0.7);
            return;
        }
        foreach (var column in names)
        {
            var header = found[column];
            var isPayer = payers.Contains(column);
            var target = !isPayer && !IsFree("first_name") && IsFree("last_name") && values[column].TwoNames < 0.6 ? "last_name"
                : !isPayer && !IsFree("last_name") && IsFree("first_name") && values[column].KnownFirstNames > 0.3 ? "first_name"
                : IsFree("full_name") && IsFree("last_name") ? "full_name"
                : !isPayer && IsFree("full_name") && IsFree("company_name") && !IsFree("type") ? "full_name"
                : values[column].Companies > 0.2 && IsFree("company_name") ? "company_name"
                : null;
            Set(column, target, MappingReason.Header, target == "last_name" ? header.Confidence : 0.8);
        }
    }

    // "Address" is street and number if postal code and city are separate, otherwise the whole address; "Street" may include the number too.
    private void DecideStreets()
    {
        foreach (var prefix in (string[])["", "delivery_"])
        {
            var address = Array.FindIndex(found, f => f.Target == prefix + "address" && f.Reason is not (MappingReason.Template or MappingReason.Profile));
            if (address >= 0)
            {
                var apart = !IsFree(prefix + "city") || !IsFree(prefix + "postal_code") || !IsFree(prefix + "postal_city");
                if (values[address].PostalCities > 0.5) Set(address, prefix + "postal_city", MappingReason.Values, 0.8);
                else if ((apart || values[address].FullAddresses < 0.2) && values[address].FullAddresses < 0.6)
                {
                    if (!IsFree(prefix + "house_number") && values[address].StreetLines < 0.5)
                        Set(address, IsFree(prefix + "street") ? prefix + "street" : null, MappingReason.Header, 0.85);
                    else if (IsFree(prefix + "street") || IsFree(prefix + "street_line")) Set(address, prefix + "street_line", MappingReason.Header, 0.85);
                }
            }
            var number = Array.FindIndex(found, f => f.Target == prefix + "house_number" && f.Reason == MappingReason.Header);
            if (number >= 0 && values[number].StreetLines > 0.5 && IsFree(prefix + "street") && IsFree(prefix + "street_line"))
                Set(number, prefix + "street_line", MappingReason.Values, 0.85);
            var street = Array.FindIndex(found, f => f.Target == prefix + "street" && f.Reason == MappingReason.Header);
            if (street >= 0 && IsFree(prefix + "house_number") && values[street].StreetLines > 0.4 && IsFree(prefix + "street_line"))
                Set(street, prefix + "street_line", MappingReason.Values, 0.85);
            var line = Array.FindIndex(found, f => f.Target == prefix + "street_line" && f.Reason == MappingReason.Header);
            if (line >= 0 && values[line].HouseNumbers > 0.7 && IsFree(prefix + "house_number")) Set(line, prefix + "house_number", MappingReason.Values, 0.85);
            else if (line >= 0 && !IsFree(prefix + "house_number") && IsFree(prefix + "street") && values[line].StreetLines < 0.4)
                Set(line, prefix + "street", MappingReason.Values, 0.85);
        }
    }

    private void ByValues(int column)
    {
        if (IsSettled(column)) return;
        if (values[column].Clear() is not { } clear) return;
        // Dates, codes and cities can mean many things; under an unknown header only unambiguous values count.
        if (!IsUnnamed(column) && clear.Target is not ("email" or "iban" or "vat_number" or "phone" or "mobile" or "address" or "enterprise_number")) return;
        var target = clear.Target switch
        {
            "email" when !IsFree("email") => "other_emails",
            "phone" when !IsFree("phone") => IsFree("mobile") && values[column].Mobiles > 0.4 ? "mobile" : "other_phones",
            "mobile" when !IsFree("mobile") => "other_phones",
            "birth_date" when !IsFree("birth_date") => "customer_since",
            var other => other,
        };
        // A number column of only five-digit values is usually a postal code, unless all values are unique.
        if (target == "postal_code" && values[column].Distinct > 0.98 && values[column].Count > 20 && column == 0) return;
        if (IsFree(target)) Set(column, target, MappingReason.Values, 0.5 + clear.Share * 0.4);
    }

    private void NamesByValues()
    {
        if (!IsFree("full_name")) return;
        for (var column = 0; column < columns.Count && IsFree("first_name"); column++)
        {
            if (IsSettled(column) || !IsUnnamed(column) || !values[column].AreWords) continue;
            if (values[column].Companies > 0.3 && IsFree("company_name")) Set(column, "company_name", MappingReason.Values, 0.7);
            else if (values[column].TwoNames > 0.4 && values[column].KnownFirstNames < 0.7 && IsFree("last_name"))
                { Set(column, "full_name", MappingReason.Values, 0.7); return; }
            else if (values[column].KnownFirstNames > 0.25) Set(column, "first_name", MappingReason.Values, 0.6 + values[column].KnownFirstNames * 0.3);
        }
        var first = Array.FindIndex(found, f => f.Target == "first_name");
        if (first < 0 || !IsFree("last_name")) return;
        foreach (var column in (int[])[first + 1, first - 1])
        {
            if (column < 0 || column >= columns.Count || IsSettled(column) || !IsUnnamed(column) || !values[column].AreWords || values[column].Distinct < 0.2)
                continue;
            Set(column, "last_name", MappingReason.Values, 0.7);
            return;
        }
    }

    private void CityByValues()
    {
        var code = Array.FindIndex(found, f => f.Target == "postal_code");
        if (code < 0 || !IsFree("city")) return;
        foreach (var column in (int[])[code + 1, code - 1])
        {
            if (column < 0 || column >= columns.Count || IsSettled(column) || !IsUnnamed(column) || !values[column].AreWords) continue;
            Set(column, "city", MappingReason.Values, 0.75);
            return;
        }
    }

    private void NumberByValues()
    {
        if (!IsFree("number")) return;
        var column = Array.FindIndex(found, f => f.Target is null && IsUnnamed(f.Column) && values[f.Column].AreNumbers && !CountsRows(f.Column));
        if (column >= 0) Set(column, "number", MappingReason.Values, 0.6);
    }

    // The numbers that a program writes before the rows of its table, with no word above them: taken for customer numbers they would change other customers.
    private bool CountsRows(int column) => columns[column].Length == 0 && columns.Any(c => c.Length > 0) && values[column].CountRows;

    private bool IsUnnamed(int column) => columns[column].Length == 0 || HeaderWords.IsMeaningless(columns[column]);

    // Ambiguities in the headers. A profile that knows a column and gives it no field has decided too.
    private bool IsSettled(int column) =>
        found[column].Target is not null || (columns[column].Length > 0 && profile is not null && profile.TryFind(columns[column], out _))
            || IsOfSomeoneElse(column);

    private bool IsOfSomeoneElse(int column) => columns[column].Length > 0 && HeaderWords.IsOfSomeoneElse(columns[column]);
}
