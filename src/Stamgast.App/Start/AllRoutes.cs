using Stamgast.App.Customers.Names;
using Stamgast.App.Exchange;
using Stamgast.App.ExtraFields;
using Stamgast.App.Activity;
using Stamgast.App.Attachments;
using Stamgast.App.BulkEdit;
using Stamgast.App.Customers;
using Stamgast.App.Duplicates;
using Stamgast.App.Duplicates.Lanes;
using Stamgast.App.Exporting;
using Stamgast.App.FirstRun;
using Stamgast.App.Guide;
using Stamgast.App.Importing;
using Stamgast.App.Jobs;
using Stamgast.App.Outbox;
using Stamgast.App.Kinds;
using Stamgast.App.Kinds.Lists;
using Stamgast.App.Merging;
using Stamgast.App.Merging.Splitting;
using Stamgast.App.Permissions;
using Stamgast.App.Sales.Offers;
using Stamgast.App.Sales.Orders;
using Stamgast.App.Sales.Returns;
using Stamgast.App.Sales.Agreements;
using Stamgast.App.Sales.Invoices;
using Stamgast.App.Relations;
using Stamgast.App.SampleData;
using Stamgast.App.Service;
using Stamgast.App.Serving;
using Stamgast.App.Settings;
using Stamgast.App.Shell;
using Stamgast.App.Shops;
using Stamgast.App.Tasks;
using Stamgast.App.Users;
using Stamgast.App.Users.Again;

namespace Stamgast.App.Start;

/// <summary>The register of pages: each feature maps its own.</summary>
internal static class AllRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", Permission.OwnAccount, () => Page.GoTo("/customers"));
        routes.MapForEverybody("/health", Health.Look);
        routes.MapWebFiles();
        routes.MapPage<PatternsPage>("/patterns", Permission.OwnAccount);
        routes.MapPage("/keys", Permission.OwnAccount, (HttpRequest request) => Page.IsFragment(request) ? Page.Of<KeysList>() : Page.Of<KeysPage>());
        routes.MapCustomers();
        routes.MapBulkEdit();
        routes.MapMerging();
        routes.MapSplitting();
        routes.MapTasks();
        routes.MapKinds(AllKindParts.All);
        routes.MapExchange(AllKindParts.All);
        routes.MapLastTab(AllKindParts.All, "sales", Permission.ReadSales);
        routes.MapOrders(AllKindParts.All);
        routes.MapOffers(AllKindParts.All);
        routes.MapReturns(AllKindParts.All);
        routes.MapShops(AllKindParts.All);
        routes.MapInvoices(AllKindParts.All);
        routes.MapAgreements(AllKindParts.All);
        routes.MapReview();
        routes.MapAttachments(AllKindParts.All);
        routes.MapService();
        routes.MapRelations();
        CustomerTasksShown.Map(routes);
        CustomerRecordsShown.Map(routes, AllKindParts.All);
        routes.MapOutbox();
        routes.MapMailSettings();
        routes.MapImport();
        routes.MapExport();
        routes.MapDuplicates();
        routes.MapDuplicateLanes();
        routes.MapSecondLook();
        routes.MapActivity();
        routes.MapProgress();
        routes.MapJobs();
        routes.MapSignIn();
        routes.MapKeptForms();
        routes.MapFirstRun();
        routes.MapAccount();
        routes.MapUsers();
        routes.MapSettings();
        routes.MapNames();
        routes.MapNameSettings();
        routes.MapExtraFields();
        routes.MapTrash();
        routes.MapSampleData();
        routes.MapGuide();
    }
}
