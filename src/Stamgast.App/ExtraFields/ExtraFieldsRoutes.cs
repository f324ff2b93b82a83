using Stamgast.App.Customers;
using Stamgast.Customers.Extras;
using System.Globalization;
using Stamgast.App.Activity;
using Stamgast.App.Jobs;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Jobs;
using Stamgast.Language;
using Stamgast.Settings;

namespace Stamgast.App.ExtraFields;

/// <summary>The pages of the extra fields: define, alter, put in order, retire, change the kind after a preview.</summary>
internal static class ExtraFieldsRoutes
{
    /// <summary>The addresses of the pages.</summary>
    public const string Path = "/settings/fields";

    public static void MapExtraFields(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, Permission.ChangeSettings, (Acting act) => act.List());
        routes.MapAction(Path, Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Add(form));
        routes.MapPage(Path + "/one", Permission.ChangeSettings, (Acting act, string? key) => act.One(key ?? ""));
        routes.MapAction(Path + "/save", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Save(form));
        routes.MapAction(Path + "/move", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Move(form));
        routes.MapAction(Path + "/retire", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.Retire(form));
        routes.MapPage(Path + "/use", Permission.ChangeSettings, (Acting act, string? key) => act.ShowUse(key ?? ""));
        routes.MapAction(Path + "/choices", Permission.ChangeSettings, (Choosing act, IFormCollection form) => act.Add(form));
        routes.MapAction(Path + "/choices/move", Permission.ChangeSettings, (Choosing act, IFormCollection form) => act.Move(form));
        routes.MapPage(Path + "/choice", Permission.ChangeSettings, (Choosing act, string? key, string? name) => act.Show(key ?? "", name ?? ""));
        routes.MapAction(Path + "/choice", Permission.ChangeSettings, (Choosing act, IFormCollection form) => act.Save(form));
        routes.MapPage(Path + "/kind", Permission.ChangeSettings, (Acting act, string? key, string? kind) => act.LookAtKind(key ?? "", kind ?? ""));
        routes.MapAction(Path + "/kind", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.ChangeKindAsync(form));
    }

    /// <summary>The address of one field.</summary>
    public static string AddressOf(ExtraDefinition field) => $"{Path}/one?key={field.Key}";

    /// <summary>The address of one of its choices.</summary>
    public static string AddressOf(ExtraDefinition field, ExtraChoice choice) => $"{Path}/choice?key={field.Key}&name={Uri.EscapeDataString(choice.Name)}";

    /// <summary>What was typed for each language, in fields of this name.</summary>
    internal static Dictionary<string, string> InLanguages(IFormCollection form, string name) =>
        Texts.Languages.ToDictionary(language => language, language => form[name + "-" + language].ToString());

    /// <summary>One choice a line.</summary>
    internal static List<string> LinesOf(IFormCollection form) =>
        [.. form["choices"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>What the pages of the choices of a field do.</summary>
    public sealed class Choosing(Base customers, Visit visit, TimeProvider clock)
    {
        private ExtraFieldVerbs Verbs => new(customers, clock);

        public IResult Show(string key, string name)
        {
            var field = visit.Extra.Require(key);
            return Page.Of<ExtraChoicePage>(new { Field = field, Choice = ChoiceOf(field, name) });
        }

        public IResult Add(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            try
            {
                Verbs.AddChoices(field.Key, LinesOf(form));
                return Page.GoTo(DoneTexts.Said(AddressOf(field), "extra.saved", field.Caption(visit.Culture)));
            }
            catch (RefusedException refused)
            {
                return Page.Of<ExtraFieldPage>(new { Field = field, More = form["choices"].ToString(), refused.Refusal },
                    Failing.StatusInForm(refused.Refusal));
            }
        }

        public IResult Move(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            Verbs.MoveChoice(field.Key, form["name"].ToString(), form["to"] == "up");
            return Page.GoTo(AddressOf(field) + "#extra-use");
        }

        public IResult Save(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            var choice = ChoiceOf(field, form["name"].ToString());
            var (captions, archived) = (InLanguages(form, "caption"), form["archived"] == "1");
            try
            {
                Verbs.ChangeChoice(field.Key, choice.Name, captions, archived);
                return Page.GoTo(DoneTexts.Said(AddressOf(field), "extra.saved", field.Caption(visit.Culture)));
            }
            catch (RefusedException refused)
            {
                var typed = choice with { Captions = captions, Archived = archived };
                return Page.Of<ExtraChoicePage>(new { Field = field, Choice = typed, refused.Refusal }, Failing.StatusInForm(refused.Refusal));
            }
        }

        private static ExtraChoice ChoiceOf(ExtraDefinition field, string name) =>
            field.Choices.FirstOrDefault(c => c.IsNamed(name)) ?? throw new RefusedException("extra.choice_unknown", name, field.Key);
    }

    /// <summary>What these pages do.</summary>
    public sealed class Acting(Base customers, Requester requester, Visit visit, TimeProvider clock, JobQueue jobs, JobProgress progress)
    {
        private ExtraIndexing Indexing => new(customers, jobs);

        private ExtraFieldVerbs Verbs => new(customers, clock);

        public IResult List() =>
            Page.Of<ExtraFieldsPage>(new { Fields = visit.Extra.All, Draft = new ExtraDefinition(0, "", ExtraKind.Text), IsIndexing = Indexing.IsAtWork });

        public IResult ShowUse(string key)
        {
            var field = visit.Extra.Require(key);
            return Page.Of<ExtraUsePart>(new { Field = field, Use = ExtraUse.Of(customers, visit.Viewer, field) });
        }

        public IResult Add(IFormCollection form)
        {
            var kind = Enum.TryParse<ExtraKind>(form["kind"].ToString(), out var known) && Enum.IsDefined(known) ? known : ExtraKind.Text;
            try
            {
                var field = Verbs.Add(form["key"].ToString().Trim(), kind, WishOf(form, kind));
                Indexing.Ask(requester.User!.Id);
                return Page.GoTo(DoneTexts.Said(AddressOf(field), "extra.added", field.Caption(visit.Culture)));
            }
            catch (RefusedException refused)
            {
                var draft = Typed(new ExtraDefinition(0, form["key"].ToString(), kind), form);
                return Page.Of<ExtraFieldsPage>(new { Fields = visit.Extra.All, Draft = draft, refused.Refusal }, Failing.StatusInForm(refused.Refusal));
            }
        }

        public IResult One(string key) => Page.Of<ExtraFieldPage>(new { Field = visit.Extra.Require(key) });

        public IResult Save(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            try
            {
                var saved = Verbs.Change(field.Key, new ExtraWish { Captions = InLanguages(form, "caption"), Help = InLanguages(form, "help"),
                    Scope = ScopeOf(form), Shown = ShownOf(form), RequiredIn = RequiredOf(form) });
                Indexing.Ask(requester.User!.Id);
                return Page.GoTo(DoneTexts.Said(Path, "extra.saved", saved.Caption(visit.Culture)));
            }
            catch (RefusedException refused)
            {
                return Page.Of<ExtraFieldPage>(new { Field = Typed(field, form), refused.Refusal }, Failing.StatusInForm(refused.Refusal));
            }
        }

        public IResult Move(IFormCollection form)
        {
            Verbs.Move(visit.Extra.Require(form["key"].ToString()).Key, form["to"] == "up");
            return Page.GoTo(Path);
        }

        public IResult Retire(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            var retired = field.IsLiving ? Verbs.Retire(field.Key) : Verbs.Revive(field.Key);
            Indexing.Ask(requester.User!.Id);
            return Page.GoTo(DoneTexts.Said(Path, retired.IsLiving ? "extra.revived" : "extra.retired", field.Caption(visit.Culture)));
        }

        public IResult LookAtKind(string key, string kind)
        {
            var field = visit.Extra.Require(key);
            if (KindOf(kind) is not { } wanted || wanted == field.Kind) return Page.GoTo(AddressOf(field));
            return Page.Of<ExtraKindPage>(new { View = new ChangeExtraKind(customers, clock).Look(field.Key, wanted) });
        }

        public async Task<IResult> ChangeKindAsync(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            if (KindOf(form["kind"].ToString()) is not { } wanted || wanted == field.Kind) return Page.GoTo(AddressOf(field));
            var mayLose = long.TryParse(form["lost"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
            return await progress.FollowAsync(jobs.Start(ExtraKindJob.Request(new ExtraKindJob.Order(field.Key, wanted, mayLose, field.Caption(visit.Culture)),
                requester.User!.Id)));
        }

        private static ExtraKind? KindOf(string text) => Enum.TryParse<ExtraKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : null;

        // One choice a line.
        private static ExtraWish WishOf(IFormCollection form, ExtraKind kind) => new()
        {
            Captions = InLanguages(form, "caption"),
            Choices = kind is ExtraKind.Choice or ExtraKind.Choices ? [.. LinesOf(form).Select(c => new ExtraChoice(c))] : null,
        };

        private static ExtraScope ScopeOf(IFormCollection form) =>
            Enum.TryParse<ExtraScope>(form["scope"].ToString(), out var scope) && Enum.IsDefined(scope) ? scope : ExtraScope.Everyone;

        private static ExtraPlaces ShownOf(IFormCollection form) => Flags<ExtraPlaces>(form, "shown").Aggregate(ExtraPlaces.None, (all, one) => all | one);

        private static List<RequiredPreset> RequiredOf(IFormCollection form) => [.. Flags<RequiredPreset>(form, "required")];

        private static IEnumerable<T> Flags<T>(IFormCollection form, string name) where T : struct, Enum =>
            form[name].Select(text => Enum.TryParse<T>(text, out var one) && Enum.IsDefined(one) ? one : (T?)null).OfType<T>();

        // The input stays on the page that shows its problems.
        private static ExtraDefinition Typed(ExtraDefinition field, IFormCollection form) => field with
        {
            Captions = InLanguages(form, "caption"),
            Help = InLanguages(form, "help"),
            Choices = field.Id == 0 ? [.. LinesOf(form).Select(c => new ExtraChoice(c))] : field.Choices,
            Scope = ScopeOf(form),
            Shown = field.Id == 0 ? field.Shown : ShownOf(form),
            RequiredIn = RequiredOf(form),
        };
    }
}
