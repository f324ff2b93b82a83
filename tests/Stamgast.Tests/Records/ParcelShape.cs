using System.Runtime.CompilerServices;
using Stamgast.Database;

namespace Stamgast.Tests.Records;

/// <summary>A kind of record that only the tests know: a parcel with a unique number, a sender, tags (a list) and lines (a map by ID).</summary>
internal sealed class ParcelShape : RecordShape
{
    public const int KindNumber = 900;
    public const int Number = 0;
    public const int Weight = 1;
    public const int Tags = 2;
    public const int Lines = 3;
    public const int Sent = 4;

    public static readonly ParcelShape Instance = new(
    [
        new(Number, "number", FieldKind.Line, 20, null),
        // Called "load" by the version that wrote the payloads of Older_payloads.
        new(Weight, "weight", FieldKind.Whole, 10, "2") { Aliases = ["load"], FirstDefault = "1" },
        new(Tags, "tags", FieldKind.NameList, 400, null),
        new(Lines, "lines", FieldKind.Map, 4000, null),
        new(Sent, "sent", FieldKind.Flag, 1, "0"),
    ]);

    private ParcelShape(IReadOnlyList<RecordField> fields) : base(KindNumber, "parcels", "parcel", fields) { }

    public override RecordField Unique => Fields[Number];

    public override string? NameOf(RecordValues values) => values[Number];

    /// <summary>The equivalent of a migration.</summary>
    public static void CreateTable(Base customers) => customers.Write(transaction =>
    {
        var (id, truth) = customers.Engine == Engine.Sqlite ? ("integer primary key", "integer") : ("bigint primary key", "boolean");
        transaction.Execute($"""
            create table parcel(id {id}, version integer not null, trashed {truth} not null, created_at bigint not null, changed_at bigint not null,
                number text, weight bigint, tags text, lines text, sent {truth} not null)
            """);
    });

    public static RecordValues Parcel(string? number, string? lines = null, string? tags = null)
    {
        var values = Instance.Blank();
        (values[Number], values[Lines], values[Tags]) = (number, lines, tags);
        return values;
    }

    [ModuleInitializer]
    internal static void Register() => RecordShapes.Add(Instance);
}
