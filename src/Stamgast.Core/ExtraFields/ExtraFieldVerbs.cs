using Stamgast.Database;

namespace Stamgast.ExtraFields;

/// <summary>Defines extra fields, changes their definitions and retires them. The values of customers stay as they are.</summary>
public sealed class ExtraFieldVerbs(Base customers, TimeProvider clock)
{
    /// <summary>So many fields at most, the retired ones too.</summary>
    public const int MostFields = 200;

    /// <summary>So many choices of one field at most, the archived ones too.</summary>
    public const int MostChoices = 500;

    /// <summary>In characters.</summary>
    public const int LongestKey = 40;

    /// <summary>In characters; of a caption and of a choice.</summary>
    public const int LongestName = 100;

    /// <summary>In characters; of the text that helps to fill a field in.</summary>
    public const int LongestHelp = 300;

    private static readonly string[] Languages = ["en", "nl", "fr", "de"];

    /// <summary>Defines a field, as the last one.</summary>
    /// <exception cref="RefusedException">
    /// extra.key; extra.exists; extra.many; extra.caption; extra.language; extra.choice; extra.choices; extra.no_choices; busy
    /// </exception>
    public ExtraDefinition Add(string key, ExtraKind kind, ExtraWish wish) => customers.Write(transaction =>
    {
        key = key.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) ? key[ExtraDefinition.Prefix.Length..] : key;
        if (key.Length is 0 or > LongestKey || !key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            throw new RefusedException("extra.key", key, LongestKey);
        var rows = transaction.Context.Set<ExtraField>();
        if (rows.Any(f => f.Key == key)) throw new RefusedException("extra.exists", key);
        if (rows.Count() >= MostFields) throw new RefusedException("extra.many", MostFields);
        var wanted = Altered(new ExtraDefinition(0, key, kind) { Position = (rows.Max(f => (int?)f.Position) ?? 0) + 1 }, wish);
        MustHaveChoices(wanted);
        var row = new ExtraField { Key = key, Captions = "{}" };
        wanted.WriteTo(row);
        rows.Add(row);
        transaction.Context.SaveChanges();
        ExtraDefinitions.Stamp(transaction);
        return ExtraDefinition.Of(row);
    });

    /// <summary>Alters a definition; its kind stays.</summary>
    /// <exception cref="RefusedException">extra.unknown; extra.caption; extra.language; extra.choice; extra.choices; extra.no_choices; busy</exception>
    public ExtraDefinition Change(string key, ExtraWish wish) => Alter(key, definition =>
    {
        var wanted = Altered(definition, wish);
        MustHaveChoices(wanted);
        return wanted;
    });

    /// <summary>Adds choices behind those that there are; one that was archived is offered again.</summary>
    /// <exception cref="RefusedException">extra.unknown; extra.choice; extra.choices; extra.no_choices; busy</exception>
    public ExtraDefinition AddChoices(string key, IReadOnlyList<string> names) => Alter(key, definition => Altered(definition, new ExtraWish
    {
        Choices =
        [
            .. definition.Choices.Select(c => names.Any(n => c.IsNamed(n.Trim())) ? c with { Archived = false } : c),
            .. names.Where(n => !definition.Choices.Any(c => c.IsNamed(n.Trim()))).Select(n => new ExtraChoice(n)),
        ],
    }));

    /// <summary>Alters one choice: what it is called, and whether it is archived. Its name, as it is stored, stays.</summary>
    /// <param name="captions">By language; an empty text takes that of a language away.</param>
    /// <exception cref="RefusedException">extra.unknown; extra.choice_unknown; extra.caption; extra.language; extra.choices_none; busy</exception>
    public ExtraDefinition ChangeChoice(string key, string name, IReadOnlyDictionary<string, string> captions, bool archived) => Alter(key, definition =>
    {
        var choice = definition.Choices.FirstOrDefault(c => c.IsNamed(name)) ?? throw new RefusedException("extra.choice_unknown", name, key);
        var texts = TextsOf(choice.Captions ?? new Dictionary<string, string>(), captions, key, LongestName);
        if (texts.Values.FirstOrDefault(text => !CanBeChoice(text)) is { } wrong) throw new RefusedException("extra.choice", wrong, key, LongestName);
        var altered = choice with { Archived = archived, Captions = texts.Count == 0 ? null : texts };
        var after = definition with { Choices = [.. definition.Choices.Select(c => ReferenceEquals(c, choice) ? altered : c)] };
        MustHaveChoices(after);
        return after;
    });

    /// <summary>Moves a choice one place up or down. Customers who have several have them in the new order from their next change on.</summary>
    /// <exception cref="RefusedException">extra.unknown; extra.choice_unknown; busy</exception>
    public ExtraDefinition MoveChoice(string key, string name, bool up) => Alter(key, definition =>
    {
        var choices = definition.Choices.ToList();
        var at = choices.FindIndex(c => c.IsNamed(name));
        if (at < 0) throw new RefusedException("extra.choice_unknown", name, key);
        var other = up ? at - 1 : at + 1;
        if (other >= 0 && other < choices.Count) (choices[at], choices[other]) = (choices[other], choices[at]);
        return definition with { Choices = choices };
    });

    /// <summary>Retires a field: nobody is asked for it any more, and what customers have in it stays, with its history.</summary>
    /// <exception cref="RefusedException">extra.unknown; busy</exception>
    public ExtraDefinition Retire(string key) =>
        Alter(key, definition => definition.IsLiving ? definition with { RetiredAt = clock.GetUtcNow().UtcDateTime } : definition);

    /// <summary>Puts a retired field back in use, with its values.</summary>
    /// <exception cref="RefusedException">extra.unknown; busy</exception>
    public ExtraDefinition Revive(string key) => Alter(key, definition => definition with { RetiredAt = null });

    /// <summary>Moves a field one position up or down among those in use.</summary>
    /// <exception cref="RefusedException">extra.unknown; busy</exception>
    public void Move(string key, bool up) => customers.Write(transaction =>
    {
        var rows = transaction.Context.Set<ExtraField>().Where(f => f.RetiredAt == null).OrderBy(f => f.Position).ThenBy(f => f.Id).ToList();
        var at = rows.FindIndex(f => f.Key == key);
        if (at < 0) throw new RefusedException("extra.unknown", key);
        var other = up ? at - 1 : at + 1;
        if (other >= 0 && other < rows.Count) (rows[at], rows[other]) = (rows[other], rows[at]);
        for (var i = 0; i < rows.Count; i++) rows[i].Position = i + 1;
        transaction.Context.SaveChanges();
        ExtraDefinitions.Stamp(transaction);
    });

    /// <summary>True for a text that can be one of the choices.</summary>
    internal static bool CanBeChoice(string name) => name.Length is > 0 and <= LongestName && !name.Any(c => char.IsControl(c) || c is '|' or ';');

    internal static void Write(WriteTransaction transaction, long id, Func<ExtraDefinition, ExtraDefinition> change)
    {
        if (transaction.Context.Set<ExtraField>().SingleOrDefault(f => f.Id == id) is not { } row) return;
        change(ExtraDefinition.Of(row)).WriteTo(row);
        transaction.Context.SaveChanges();
        ExtraDefinitions.Stamp(transaction);
    }

    private ExtraDefinition Alter(string key, Func<ExtraDefinition, ExtraDefinition> change) => customers.Write(transaction =>
    {
        var row = transaction.Context.Set<ExtraField>().SingleOrDefault(f => f.Key == key) ?? throw new RefusedException("extra.unknown", key);
        var wanted = change(ExtraDefinition.Of(row));
        wanted.WriteTo(row);
        transaction.Context.SaveChanges();
        ExtraDefinitions.Stamp(transaction);
        return wanted;
    });

    private static ExtraDefinition Altered(ExtraDefinition definition, ExtraWish wish) => definition with
    {
        Captions = wish.Captions is { } captions ? TextsOf(definition.Captions, captions, definition.Key, LongestName) : definition.Captions,
        Help = wish.Help is { } help ? TextsOf(definition.Help, help, definition.Key, LongestHelp) : definition.Help,
        Choices = wish.Choices is { } choices ? ChoicesOf(definition, choices) : definition.KeptChoices,
        Scope = wish.Scope ?? definition.Scope,
        Shown = wish.Shown ?? definition.Shown,
        RequiredIn = wish.RequiredIn ?? definition.RequiredIn,
    };

    private static Dictionary<string, string> TextsOf(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> wished, string key,
        int longest)
    {
        var texts = known.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        foreach (var (language, given) in wished)
        {
            if (!Languages.Contains(language, StringComparer.Ordinal)) throw new RefusedException("extra.language", language, key);
            var text = given.Trim();
            if (text.Length > longest || text.Any(char.IsControl)) throw new RefusedException("extra.caption", text, key, longest);
            if (text.Length == 0) texts.Remove(language);
            else texts[language] = text;
        }
        return texts;
    }

    private static List<ExtraChoice> ChoicesOf(ExtraDefinition definition, IReadOnlyList<ExtraChoice> wished)
    {
        if (!definition.HasChoices) throw new RefusedException("extra.no_choices", definition.Key);
        // More than there may be are not looked at one by one.
        if (wished.Count > 2 * MostChoices) throw new RefusedException("extra.choices", definition.Key, MostChoices);
        var choices = wished.Select(c => c with { Name = c.Name.Trim() }).Where(c => c.Name.Length > 0).ToList();
        foreach (var choice in choices)
            if (!CanBeChoice(choice.Name)) throw new RefusedException("extra.choice", choice.Name, definition.Key, LongestName);
        choices = [.. choices.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase)];
        // The spelling under which values are stored stays.
        for (var i = 0; i < choices.Count; i++)
            if (definition.Choices.FirstOrDefault(c => Same(c, choices[i])) is { } known)
                choices[i] = known with { Archived = choices[i].Archived, Captions = choices[i].Captions ?? known.Captions };
        choices.AddRange(definition.Choices.Where(c => !choices.Exists(other => Same(c, other))).Select(c => c with { Archived = true }));
        return choices.Count > MostChoices ? throw new RefusedException("extra.choices", definition.Key, MostChoices) : choices;
    }

    private static void MustHaveChoices(ExtraDefinition definition)
    {
        if (definition.HasChoices && definition.Choices.All(c => c.Archived)) throw new RefusedException("extra.choices_none", definition.Key);
    }

    private static bool Same(ExtraChoice one, ExtraChoice other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);
}
