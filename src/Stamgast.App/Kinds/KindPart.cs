using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.App.Kinds;

/// <summary>A column of a list that no field has.</summary>
/// <param name="CaptionKey">Resource key of its caption.</param>
/// <param name="Show">The words and the class of a cell; null leaves it empty.</param>
public sealed record ExtraColumn(string CaptionKey, Func<RecordRow, Visit, (string Words, string? Class)?> Show);

/// <summary>
/// What the program knows of a kind beyond its declaration: where its pages are in the menu, who may open them, and the parts that are its own.
/// </summary>
/// <param name="Menu">The key of its menu entry.</param>
/// <param name="Icon">Of its tile and of its lines among linked records.</param>
public sealed record KindPart(RecordKind Kind, string Menu, string Icon, Permission Read, Permission Edit)
{
    /// <summary>A component below the facts of the page of a record, with the parameter <c>View</c> (<see cref="RecordView"/>); null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>A component beside the body, first in the pane on the right, with the parameter <c>View</c>; it may have a frame. Null for none.</summary>
    public Type? Beside { get; init; }

    /// <summary>The keys of kinds that the body shows: they are not listed again beside it.</summary>
    public IReadOnlyList<string> BodyShows { get; init; } = [];

    /// <summary>A component in the form, with the parameter <c>Form</c> (<see cref="RecordForm"/>); null for none.</summary>
    public Type? FormPart { get; init; }

    /// <summary>The fields that the form part shows, which are left out among the others.</summary>
    public IReadOnlyList<KindField> FormPartShows { get; init; } = [];

    /// <summary>A component above the list of a customer, with the parameters <c>Customer</c> (ID) and <c>List</c>; null for none.</summary>
    public Type? Figures { get; init; }

    /// <summary>A component above the list of all customers, with the parameter <c>List</c> (<see cref="RecordListView"/>); null for none.</summary>
    public Type? Above { get; init; }

    /// <summary>A component instead of the list of a customer, with the parameter <c>List</c> (<see cref="RecordListView"/>); null for none.</summary>
    public Type? Topic { get; init; }

    /// <summary>A component in the menu of a record's page, with the parameter <c>View</c>; null for none.</summary>
    public Type? MenuPart { get; init; }

    /// <summary>A component beside the steps on the page of a record, with the parameter <c>View</c>; null for none.</summary>
    public Type? Acts { get; init; }

    /// <summary>A component at the beginning of the facts of a record, with the parameter <c>View</c>; null for none.</summary>
    public Type? Facts { get; init; }

    /// <summary>Facts that this component shows, which are left out among the others.</summary>
    public IReadOnlyList<KindField> FactsShown { get; init; } = [];

    /// <summary>Columns of a list beyond those of the kind, after the state.</summary>
    public IReadOnlyList<ExtraColumn> ExtraColumns { get; init; } = [];

    /// <summary>The amount that a list sums up; null for none.</summary>
    public KindField? Sum { get; init; }

    /// <summary>The section of the settings in which its list stands; null for a kind with a place in the menu.</summary>
    public string? Section { get; init; }

    /// <summary>Reads the fields that the form part has, and puts what it cannot read on the form.</summary>
    public Action<RecordForm, IFormCollection, Visit>? FormReader { get; init; }

    /// <summary>What the page of a record is headed by, where that is not the kind and its name: the subject of a ticket.</summary>
    public Func<RecordRow, RecordNames, Visit, string?>? Heading { get; init; }

    /// <summary>True when it is a tab of its menu entry, and a topic of a customer.</summary>
    public bool IsTopic { get; init; } = true;

    /// <summary>The topic of a customer on which its records are, where that is not its own: contacts are among the links.</summary>
    public string? TopicOf { get; init; }

    /// <summary>How many records the topic has, where it shows more than those of its kind.</summary>
    public Func<Stamgast.Database.Base, Stamgast.Customers.Viewer, long, long>? TopicCount { get; init; }

    /// <summary>Adds one that a person gave, where more follows from it than the record; null adds just that.</summary>
    public Func<RecordPages, GivenRecord, Stamgast.Changes.Actor, Stamgast.Changes.ChangeOutcome>? Creates { get; init; }

    /// <summary>
    /// The job that saving the form needs, from the ID, the version that was seen, the input, the user and the token of the form; null where it is quickly
    /// done.
    /// </summary>
    public Func<RecordPages, long, int, GivenRecord, long, string, Stamgast.Jobs.JobRequest?>? SavesByJob { get; init; }

    /// <summary>True when people make one themselves.</summary>
    public bool CanBeMade { get; init; } = true;

    /// <summary>The address of its list.</summary>
    public string Path => "/" + Kind.Key;
}
