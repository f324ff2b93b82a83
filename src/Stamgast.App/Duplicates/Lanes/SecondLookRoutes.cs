using System.Globalization;
using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>The page on which people judge pairs a second time, and see how they and others judge.</summary>
internal static class SecondLookRoutes
{
    /// <summary>The path of the page.</summary>
    public const string Path = "/duplicates/second-look";

    private static readonly TimeSpan Counted = TimeSpan.FromDays(30);

    public static void MapSecondLook(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Show(context));
        routes.MapAction(Path, Permission.Merge, (IFormCollection form, Opened opened) => opened.Answer(form));
    }

    internal sealed class Opened(Base customers, Requester requester, Visit visit, TimeProvider clock)
    {
        private readonly SecondLook looks = new(customers, visit.Viewer, clock);

        public IResult Show(HttpContext context)
        {
            var user = requester.User!.Id;
            var pair = looks.Next(user, Random.Shared);
            var rows = pair is null ? null : new PairRowsOf(pair.A, pair.B, new([]), null, visit).Read();
            return Page.Of<SecondLookPage>(new
            {
                Pair = pair, Rows = rows is null ? [] : (IReadOnlyList<PairRow>)[.. rows.Differing, .. rows.Equal], AlsoEqual = rows?.AlsoEqual ?? "",
                Reviewers = looks.Reviewers(clock.GetUtcNow().UtcDateTime - Counted), Me = user, Users = UserNames.Read(customers, visit),
            });
        }

        public IResult Answer(IFormCollection form)
        {
            if (!Id(form["a"], out var a) || !Id(form["b"], out var b)) throw new RefusedException("page.bad", Path);
            var said = form["verdict"] == "duplicate" ? PairVerdict.Duplicate : PairVerdict.Different;
            // Answered in another tab, or not standing any more: the next one is shown.
            return looks.Answer(requester.User!.Id, a, b, said) is not { } first ? Page.GoTo(Path)
                : Page.GoTo(new Flash { Key = first.Verdict == said ? "duplicates.second.same" : "duplicates.second.other." + first.Verdict,
                    With = [visit.Moment(first.DecidedAt)] }.At(Path));
        }

        private static bool Id(string? text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
