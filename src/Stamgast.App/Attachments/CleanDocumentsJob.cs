using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.Attachments;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Attachments;

/// <summary>Deletes documents to which nothing has led for thirty days, once a day. Done twice, it deletes nothing more.</summary>
internal sealed class CleanDocumentsJob(Base customers, DocumentStore store, TimeProvider clock) : PageJob
{
    public override string Name => "attachments.clean";

    public override string Caption => "attachments.cleaning";

    public override string At => "customers";

    public override Permission Permission => Permission.EditCustomers;

    public override bool IsDaily => true;

    public override int Resumptions => 3;

    protected override string Do(JobRun run)
    {
        new CleanDocuments(customers, store, clock).Run(run.Cancel);
        return PlaceOf(run.Job);
    }
}
