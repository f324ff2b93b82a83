using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>An extra field as one of the fields by which a list is filtered and sorted, and that are changed for many at once.</summary>
public sealed record ExtraListField : CustomerField
{
    // Behind all that are stored; nothing is indexed by it.
    private const int FirstOrdinal = 1_000;

    public ExtraListField(ExtraDefinition definition)
        : base(FirstOrdinal + checked((int)definition.Id), definition.Name, KindOf(definition.Kind), ScopeOf(definition.Scope),
        LongestOf(definition.Kind), null) =>
        Definition = definition;

    /// <summary>The field as it is defined.</summary>
    public ExtraDefinition Definition { get; }

    /// <summary>True when both are the same field of the same kind, whatever else its definition says.</summary>
    public bool Equals(ExtraListField? other) => other is not null && other.Definition.Id == Definition.Id && other.Definition.Kind == Definition.Kind;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Definition.Id, Definition.Kind);

    private static FieldKind KindOf(ExtraKind kind) => kind switch
    {
        ExtraKind.Long => FieldKind.Text,
        ExtraKind.Date => FieldKind.Date,
        ExtraKind.Flag => FieldKind.Flag,
        ExtraKind.Choices => FieldKind.NameList,
        _ => FieldKind.Line,
    };

    private static FieldScope ScopeOf(ExtraScope scope) => scope switch
    {
        ExtraScope.Persons => FieldScope.Persons,
        ExtraScope.Companies => FieldScope.Companies,
        _ => FieldScope.Everyone,
    };

    private static int LongestOf(ExtraKind kind) => kind is ExtraKind.Long or ExtraKind.Choices ? ExtraRules.LongestText : ExtraRules.LongestLine;
}
