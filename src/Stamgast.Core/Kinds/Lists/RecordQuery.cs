namespace Stamgast.Kinds.Lists;

/// <summary>Which records of a kind.</summary>
public sealed record RecordQuery
{
    /// <summary>Only those of this customer and of customers merged into it.</summary>
    public long? Customer { get; init; }

    /// <summary>Only those in one of these states; none is all.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Only those of this shop.</summary>
    public long? Shop { get; init; }

    /// <summary>Only those that point at this record, such as the invoices of an order.</summary>
    public (KindField Field, long Id)? About { get; init; }

    /// <summary>Only those from this day on, "2026-01-01".</summary>
    public string? From { get; init; }

    /// <summary>Only those until this day, included.</summary>
    public string? Until { get; init; }

    /// <summary>Only those whose number begins with this text, or whose customer is among <see cref="Named"/>.</summary>
    public string Words { get; init; } = "";

    /// <summary>The customers found for <see cref="Words"/>.</summary>
    public IReadOnlyList<long> Named { get; init; } = [];

    /// <summary>Only those that this user has to see to.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>Only those with this value of a choice or number, such as the calls among the conversations.</summary>
    public (KindField Field, object Value)? Only { get; init; }

    /// <summary>Those in the trash instead.</summary>
    public bool IsTrash { get; init; }

    /// <summary>Another condition of the kind, such as "overdue" (<see cref="RecordKind.Special"/>).</summary>
    public string? Special { get; init; }
}

/// <summary>One record in a list.</summary>
/// <param name="Customer">The name of its customer; null without one, or for a hidden one.</param>
/// <param name="SummedUp">The columns that sum up other records, by name (<see cref="RecordKind.SummedUp"/>).</param>
public sealed record RecordRow(RecordState State, string? Customer, IReadOnlyDictionary<string, long> SummedUp)
{
    public string? this[KindField field] => State.Values[field];
}

/// <summary>Some records in their order.</summary>
/// <param name="Next">The cursor for the next page; null at the end.</param>
public sealed record RecordRows(IReadOnlyList<RecordRow> Rows, string? Next);
