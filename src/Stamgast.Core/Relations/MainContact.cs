using System.Globalization;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Kinds;

namespace Stamgast.Relations;

/// <summary>Makes a contact the main one of the company; it has one.</summary>
public sealed class MainContact(Base customers, TimeProvider clock)
{
    /// <summary>Marks it, and takes the mark from the others, as one change set.</summary>
    /// <returns>Null when it is so already.</returns>
    /// <exception cref="RefusedException">record.unknown; record.trashed; busy</exception>
    public ChangeOutcome? Do(long id, Actor actor)
    {
        var shape = ContactKind.Instance.Shape;
        var contact = AskedRecords.Require(customers, ContactKind.Instance, id);
        if (contact.Trashed) throw new RefusedException("record.trashed", id);
        var company = long.Parse(contact.Values[ContactKind.OfCustomer] ?? "0", CultureInfo.InvariantCulture);
        return new ChangeSets(customers, clock).ApplyEach(shape, ChangeKind.Edit, actor, transaction =>
        {
            var all = new List<RecordState>();
            using (var command = transaction.Command(RecordStates.Select(shape, transaction.Engine, $"c.customer = @company and {shape.Alive(
                transaction.Engine, "c")}") + " order by c.id", ("company", company)))
            using (var rows = command.ExecuteReader())
                while (rows.Read()) all.Add(RecordStates.At(shape, rows));
            return [.. all.Select(c => (c, Changes(c))).Where(c => c.Item2.Count > 0)];
        });

        IReadOnlyList<FieldChange> Changes(RecordState of)
        {
            var after = of.Values.Copy();
            after[ContactKind.Main] = of.Id == id ? "1" : "0";
            return Difference.Between(of.Values, after);
        }
    }
}
