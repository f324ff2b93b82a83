using System.Globalization;
using Stamgast.App.Customers.Names;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Users;

namespace Stamgast.App.Settings;

/// <summary>The pages of the groups and of the responsibles: find, add, rename, merge, colour, take away.</summary>
internal static class NamesRoutes
{
    private const int Shown = 50;

    // A page of an address holds no more.
    private const int MostAtOnce = 200;

    public static void MapNameSettings(this IEndpointRouteBuilder routes)
    {
        foreach (var each in Enum.GetValues<NameKind>())
        {
            var (kind, path) = (each, "/settings/" + NamesView.KeyOf(each));
            routes.MapPage(path, Permission.ChangeSettings, (Acting act, string? q, string? show, int? from) =>
                act.List(kind, q ?? "", show == "unused", from ?? 0));
            routes.MapAction(path, Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Add(kind, form));
            routes.MapPage(path + "/one", Permission.ChangeSettings, (Acting act, string? name) => act.One(kind, name ?? ""));
            routes.MapAction(path + "/save", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Save(kind, form));
            routes.MapPage(path + "/change", Permission.ChangeSettings, (Acting act, HttpContext context) => act.Preview(kind, context.Request.Query));
            routes.MapAction(path + "/change", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Change(kind, form));
            routes.MapAction(path + "/forget", Permission.ChangeSettings, (Acting act) => act.Forget(kind));
        }
    }

    /// <summary>The actions of these pages.</summary>
    public sealed class Acting(Base customers, ListMemory memory, NameBooks books, UserAccounts users, Requester requester, Visit visit, JobQueue jobs,
        JobProgress progress, TimeProvider clock)
    {
        private NameEdit Names => new(customers, clock);

        public IResult List(NameKind kind, string words, bool unused, int from) => Render(new NamesView(kind) { Words = words.Trim(), Unused = unused }, from);

        public IResult Add(NameKind kind, IFormCollection form)
        {
            var typed = form["to"].ToString();
            var (name, problem) = Read(kind, typed);
            if (name is null || books[visit.Viewer, kind][name] is not null)
                return Render(new NamesView(kind) { Typed = typed, Problem = problem ?? visit.T(name is null ? "names.empty" : "names.exists", name) }, 0,
                    StatusCodes.Status422UnprocessableEntity);
            // A colour marks a name that somebody wants although no customer has it yet.
            Names.Keep(kind, name, NameColours.All[0], UserOf(form));
            books.Forget();
            return Page.GoTo(DoneTexts.Said("/settings/" + NamesView.KeyOf(kind), "names.added", name));
        }

        public IResult One(NameKind kind, string name) =>
            Gone(kind, [name]) ?? Page.Of<NamePage>(new { View = new NameView(kind, Known(kind, name)) { Users = users.All() } });

        public IResult Save(NameKind kind, IFormCollection form)
        {
            if (Gone(kind, [form["name"].ToString()]) is { } gone) return gone;
            var known = Known(kind, form["name"].ToString());
            var typed = form["to"].ToString();
            var (to, problem) = Read(kind, typed);
            if (to is null)
                return Page.Of<NamePage>(new { View = new NameView(kind, known) { Typed = typed, Problem = problem ?? visit.T("names.empty"),
                    Users = users.All() } }, StatusCodes.Status422UnprocessableEntity);
            var colour = NameColours.Known(form["colour"].ToString());
            var user = kind == NameKind.Responsible ? UserOf(form) : null;
            if (colour != known.Colour || user != known.UserId)
            {
                foreach (var spelling in known.Spellings) Names.Keep(kind, spelling, colour, user);
                books.Forget();
            }
            return Page.GoTo(to == known.Name ? DoneTexts.Said("/settings/" + NamesView.KeyOf(kind), "account.done.saved")
                : NameChangeView.Address(kind, [known.Name], to));
        }

        /// <summary>The customers that will change, page by page, before any does.</summary>
        public IResult Preview(NameKind kind, IQueryCollection query)
        {
            List<string> asked = [.. query["name"].OfType<string>()];
            if (Gone(kind, asked) is { } gone) return gone;
            var (known, to) = Asked(kind, asked, query["to"].ToString(), query["remove"] == "1");
            var into = to is null ? null : books[visit.Viewer, kind][to] is { } other && !known.Contains(other) ? other : null;
            // Customers with other spellings of the new name are changed too.
            var names = known.SelectMany(n => n.Spellings).Concat(into?.Others ?? []).Where(n => n != to).ToList();
            var list = new CustomerList(customers, visit.Viewer, memory);
            var bearers = kind.Bearers(names);
            var page = names.Count == 0 ? new CustomerListPage([], null) : list.Page(bearers, query["after"], Shown);
            return Page.Of<NameChangePage>(new
            {
                View = new NameChangeView(kind, known, into, to)
                {
                    Customers = names.Count == 0 ? 0 : list.Count(bearers),
                    InTrash = names.Count == 0 ? 0 : Names.CountInTrash(visit.Viewer, kind, names),
                    Shown = [.. page.Rows.Select(r => (r.Id, r.ListName, r.Values[CustomerFields.Active] != "0"))],
                    Next = page.Next,
                    Once = Guid.NewGuid().ToString("N"),
                },
            });
        }

        /// <summary>Does it; for many it takes a while, which goes on when the browser is closed.</summary>
        public async Task<IResult> Change(NameKind kind, IFormCollection form)
        {
            List<string> asked = [.. form["name"].OfType<string>()];
            if (Gone(kind, asked) is { } gone) return gone;
            var (known, to) = Asked(kind, asked, form["to"].ToString(), form["remove"] == "1");
            var order = new NamesJob.Order(kind, [.. known.Select(n => n.Name)], to);
            return await progress.FollowAsync(jobs.Start(NamesJob.Request(order, requester.User!.Id, JobProgress.OnceOf(form["once"]))));
        }

        public IResult Forget(NameKind kind)
        {
            var count = Names.ForgetUnused(kind);
            books.Forget();
            return Page.GoTo(new Flash { Key = "names.forgotten", Count = count }.At("/settings/" + NamesView.KeyOf(kind)));
        }

        private IResult Render(NamesView view, int from, int status = StatusCodes.Status200OK)
        {
            var book = books[visit.Viewer, view.Kind];
            var found = book.Matching(view.Words).Where(n => n.IsOffered != view.Unused).Skip(Math.Max(from, 0)).Take(Shown + 1).ToList();
            return Page.Of<NamesPage>(new
            {
                View = view with
                {
                    Names = [.. found.Take(Shown)], Next = found.Count > Shown ? Math.Max(from, 0)
                        + Shown : null, Total = book.Offered, UnusedTotal = book.All.Count - book.Offered, Users = users.All(),
                },
            }, status);
        }

        // Going back after a rename or merge requests a name that no longer exists: the list says so without an error.
        private IResult? Gone(NameKind kind, List<string> names) =>
            names.Count <= MostAtOnce && names.Find(name => name.Length > 0 && books[visit.Viewer, kind][name] is null) is { } gone
                ? Page.GoTo(DoneTexts.Said("/settings/" + NamesView.KeyOf(kind), "names.already", gone)) : null;

        private (List<KnownName> Known, string? To) Asked(NameKind kind, List<string> names, string typed, bool remove)
        {
            if (names.Count is 0 or > MostAtOnce) throw new RefusedException("names.none");
            var known = names.Select(name => Known(kind, name)).Distinct().ToList();
            if (remove) return (known, null);
            if (kind.Given(typed) is not { } to) throw new RefusedException("names.to");
            // An existing name keeps its spelling, unless its spelling is being changed.
            return (known, books[visit.Viewer, kind][to] is { } other && !known.Contains(other) ? other.Name : to);
        }

        private (string? Name, string? Problem) Read(NameKind kind, string typed)
        {
            try { return (kind.Given(typed), null); }
            catch (RefusedException e) when (e.Refusal.Code == "value.refused") { return (null,
                e.Refusal.What(visit.Culture) + " " + e.Refusal.Remedy(visit.Culture)); }
        }

        private KnownName Known(NameKind kind, string name) => books[visit.Viewer, kind][name] ?? throw new RefusedException("names.unknown", name);

        private long? UserOf(IFormCollection form) =>
            long.TryParse(form["user"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && users.Find(id) is not null ? id : null;
    }
}
