using System.Globalization;
using System.Text.Json;
using Stamgast.Settings;

namespace Stamgast.ExtraFields;

/// <summary>A field of customers that an organisation defined itself.</summary>
/// <param name="Id">The key of the values in the customers.</param>
/// <param name="Key">Small letters, digits and underscores, never changed.</param>
public sealed record ExtraDefinition(long Id, string Key, ExtraKind Kind)
{
    /// <summary>The prefix of the key in the header of a file.</summary>
    public const string Prefix = "x:";

    /// <summary>The captions by language (en, nl, fr, de); a language without one uses the English one, otherwise the key.</summary>
    public IReadOnlyDictionary<string, string> Captions { get; init; } = new Dictionary<string, string>();

    /// <summary>What helps whoever fills it in, by language as the captions; it stands below the field on the form.</summary>
    public IReadOnlyDictionary<string, string> Help { get; init; } = new Dictionary<string, string>();

    /// <summary>What there is to choose from, in order; none for other kinds.</summary>
    public IReadOnlyList<ExtraChoice> Choices
    {
        get => HasChoices ? KeptChoices : [];
        init => KeptChoices = value;
    }

    /// <summary>The same, also while the field is of another kind: it has them again when it becomes a choice again.</summary>
    internal IReadOnlyList<ExtraChoice> KeptChoices { get; private init; } = [];

    /// <summary>The customers it applies to.</summary>
    public ExtraScope Scope { get; init; }

    /// <summary>The places where it is shown.</summary>
    public ExtraPlaces Shown { get; init; } = ExtraPlaces.All;

    /// <summary>The presets of required fields under which it is required.</summary>
    public IReadOnlyList<RequiredPreset> RequiredIn { get; init; } = [];

    /// <summary>Its position among the others.</summary>
    public int Position { get; init; }

    /// <summary>When it was retired (UTC); null while it is in use.</summary>
    public DateTime? RetiredAt { get; init; }

    /// <summary>True when an index finds customers by what they have in it; without one everybody is asked.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>True when it should have such an index: it is offered as a filter, and of a kind that has room in one.</summary>
    public bool WantsIndex => IsIn(ExtraPlaces.Filter) && Kind is not (ExtraKind.Long or ExtraKind.Choices);

    /// <summary>The name of its column in files, and of its field in forms: "x:machine".</summary>
    public string Name => Prefix + Key;

    /// <summary>The ID as used among the values of a customer.</summary>
    public string MapId => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>True for a field that people still fill in.</summary>
    public bool IsLiving => RetiredAt is null;

    /// <summary>True when its values come from <see cref="Choices"/>.</summary>
    public bool HasChoices => Kind is ExtraKind.Choice or ExtraKind.Choices;

    /// <summary>True when it has this place and is in use.</summary>
    public bool IsIn(ExtraPlaces place) => IsLiving && (Shown & place) != 0;

    /// <summary>True when customers of this type are asked for it.</summary>
    public bool AppliesTo(bool isCompany) => Scope == ExtraScope.Everyone || Scope == ExtraScope.Companies == isCompany;

    /// <summary>The caption in this culture.</summary>
    public string Caption(CultureInfo culture) =>
        Captions.GetValueOrDefault(culture.TwoLetterISOLanguageName) ?? Captions.GetValueOrDefault("en") ?? Captions.Values.FirstOrDefault() ?? Key;

    /// <summary>What helps people of this culture to fill it in; null when there is nothing.</summary>
    public string? HelpIn(CultureInfo culture) => Help.GetValueOrDefault(culture.TwoLetterISOLanguageName) ?? Help.GetValueOrDefault("en");

    /// <summary>The choice that a text means: its name, else what it is called in one of the languages; null for none.</summary>
    public ExtraChoice? ChoiceOf(string text) => Choices.FirstOrDefault(c => c.IsNamed(text)) ?? Choices.FirstOrDefault(c => c.IsCalled(text));

    internal static ExtraDefinition Of(ExtraField row) => new(row.Id, row.Key, row.Kind)
    {
        Captions = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Captions, JsonSerializerOptions.Web) ?? [],
        Help = row.Help is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(row.Help,
        JsonSerializerOptions.Web) ?? [],
        Choices = row.Choices is null ? [] : JsonSerializer.Deserialize<List<ExtraChoice>>(row.Choices, JsonSerializerOptions.Web) ?? [],
        Scope = row.Scope,
        Shown = row.Shown,
        RequiredIn = [.. (row.RequiredIn ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RequiredPreset>)],
        Position = row.Position,
        RetiredAt = row.RetiredAt,
    };

    internal void WriteTo(ExtraField row)
    {
        (row.Kind, row.Scope, row.Shown, row.Position, row.RetiredAt) = (Kind, Scope, Shown, Position, RetiredAt);
        row.RequiredIn = RequiredIn.Count == 0 ? null : string.Join(' ', RequiredIn);
        row.Captions = JsonSerializer.Serialize(Captions, JsonSerializerOptions.Web);
        row.Help = Help.Count == 0 ? null : JsonSerializer.Serialize(Help, JsonSerializerOptions.Web);
        row.Choices = HasChoices || KeptChoices.Count > 0 ? JsonSerializer.Serialize(KeptChoices, JsonSerializerOptions.Web) : null;
    }
}
