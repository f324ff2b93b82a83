using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Sales.Orders.Deliveries;

/// <summary>Records, changes and removes deliveries of an order in progress, planned or done. The state of its delivery follows.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class RecordDelivery(Base customers, Viewer viewer, TimeProvider clock)
{
    private const int Most = 500;

    /// <summary>Adds a delivery, or changes one.</summary>
    /// <param name="delivery">The ID of the delivery to change; null for a new one.</param>
    /// <returns>Null when nothing changes.</returns>
    /// <exception cref="RecordRefusedException">Nothing is delivered, more than was ordered, or a text cannot be read.</exception>
    /// <exception cref="RefusedException">record.unknown; record.trashed; order.held; order.not_active; delivery.unknown; busy</exception>
    public ChangeOutcome? Do(long order, string? delivery, GivenDelivery given, Actor actor) => Change(order, actor, (state, context) =>
    {
        var (read, problems) = given.Read(context);
        if (problems.Count > 0) throw new RecordRefusedException(problems);
        var all = MapValue.Read(state.Values[OrderKind.Deliveries]);
        if (delivery is not null && !all.ContainsKey(delivery)) throw new RefusedException("delivery.unknown", order, state.Values[OrderKind.OwnNumber]);
        var next = all.Keys.Select(k => int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).DefaultIfEmpty(0).Max() + 1;
        if (next > Most) throw new RefusedException("delivery.many", order, state.Values[OrderKind.OwnNumber]);
        return MapValue.With(state.Values[OrderKind.Deliveries], delivery ?? next.ToString(CultureInfo.InvariantCulture), read.Write());
    });

    /// <summary>Removes a delivery.</summary>
    /// <returns>Null when it is gone already.</returns>
    /// <exception cref="RefusedException">record.unknown; record.trashed; order.held; order.not_active; busy</exception>
    public ChangeOutcome? Remove(long order, string delivery, Actor actor) =>
        Change(order, actor, (state, _) => MapValue.With(state.Values[OrderKind.Deliveries], delivery, null));

    private ChangeOutcome? Change(long order, Actor actor, Func<RecordState, KindContext, string?> deliveriesOf) =>
        new ChangeSets(customers, clock).ApplyEach(OrderKind.Instance.Shape, ChangeKind.Edit, actor, transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var state = Orders.MustBeActive(context, order);
            var judged = RecordRules.Judge(OrderKind.Instance, new GivenRecord(state.Values, new Dictionary<int, string?>
            {
                [OrderKind.Deliveries.Ordinal] = deliveriesOf(state, context),
            }), context, GivenBy.Steps);
            return Difference.Between(state.Values, judged.ValuesOrRefusal()) is { Count: > 0 } changes ? [(state, changes)] : [];
        });
}
