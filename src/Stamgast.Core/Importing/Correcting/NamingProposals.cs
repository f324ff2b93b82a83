using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.Importing.Correcting;

/// <summary>Discards waiting proposals that mention an erased customer, by ID, number or e-mail address, with their uploaded files.</summary>
internal static class NamingProposals
{
    public static void Discard(Erasing erasing)
    {
        var imports = new Imports(erasing.Base, erasing.Clock);
        foreach (var set in Waiting(erasing.Base))
        {
            if (!Names(erasing, set)) continue;
            imports.Cancel(set.Id);
            DeleteFiles(erasing.Base.Location.UploadFolder, set.Id);
        }
    }

    private static void DeleteFiles(string folder, long setId)
    {
        if (!Directory.Exists(folder)) return;
        var name = BaseLocation.UploadName(setId);
        foreach (var file in Directory.EnumerateFiles(folder, name + "*"))
            if (Path.GetFileName(file) is var found && (found == name || found.StartsWith(name + ".", StringComparison.Ordinal))) File.Delete(file);
    }

    private static List<ChangeSet> Waiting(Base customers)
    {
        using var context = customers.NewContext();
        return [.. context.ChangeSets.Where(s => s.RecordKind == CustomerShape.KindNumber && s.Staged > 0 && s.State != ChangeState.Applied)];
    }

    private static bool Names(Erasing erasing, ChangeSet set)
    {
        var stage = Stage.OfProposal(erasing.Base, set);
        try
        {
            using var reader = stage.OpenReader();
            using var command = reader.Query($"""
                select count(*) from (select 1 from {stage.Rows} s join customer c on c.id = @id
                where s.record_id = c.id or s.number = c.number or lower(s.email) = lower(c.email) limit 1) named
                """, ("id", erasing.CustomerId));
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) > 0;
        }
        // Nothing of it is left but its report.
        catch (RefusedException e) when (e.Refusal.Code == "proposal.lost") { return true; }
    }
}
