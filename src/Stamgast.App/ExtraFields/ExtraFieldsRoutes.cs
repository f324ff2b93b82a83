using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.ExtraFields;
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
        routes.MapPage(Path + "/kind", Permission.ChangeSettings, (Acting act, string? key, string? kind) => act.LookAtKind(key ?? "", kind ?? ""));
        routes.MapAction(Path + "/kind", Permission.ChangeSettings, (Acting act, IFormCollection form) => act.ChangeKind(form));
    }

    /// <summary>The address of one field.</summary>
    public static string AddressOf(ExtraDefinition field) => $"{Path}/one?key={field.Key}";

    /// <summary>The actions of these pages.</summary>
    public sealed class Acting(Base customers, Visitor visitor, Visit visit, TimeProvider clock)
    {
        private ExtraFieldVerbs Verbs => new(customers, clock);

        public IResult List() => Page.Of<ExtraFieldsPage>(new { Fields = visit.Extra.All, Draft = new ExtraDefinition(0, "", ExtraKind.Text) });

        public IResult Add(IFormCollection form)
        {
            var kind = Enum.TryParse<ExtraKind>(form["kind"].ToString(), out var known) && Enum.IsDefined(known) ? known : ExtraKind.Text;
            try
            {
                var field = Verbs.Add(form["key"].ToString().Trim(), kind, WishOf(form, kind));
                return Page.GoTo(DoneWords.Said(AddressOf(field), "extra.added", field.Caption(visit.Culture)));
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
                var saved = Verbs.Change(field.Key, WishOf(form, field.Kind) with { Scope = ScopeOf(form), Shown = ShownOf(form, field), RequiredIn = RequiredOf(form) });
                return Page.GoTo(DoneWords.Said(Path, "extra.saved", saved.Caption(visit.Culture)));
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
            return Page.GoTo(DoneWords.Said(Path, retired.IsLiving ? "extra.revived" : "extra.retired", field.Caption(visit.Culture)));
        }

        public IResult LookAtKind(string key, string kind)
        {
            var field = visit.Extra.Require(key);
            if (KindOf(kind) is not { } wanted || wanted == field.Kind) return Page.GoTo(AddressOf(field));
            return Page.Of<ExtraKindPage>(new { View = new ChangeExtraKind(customers, clock).Look(field.Key, wanted) });
        }

        public IResult ChangeKind(IFormCollection form)
        {
            var field = visit.Extra.Require(form["key"].ToString());
            if (KindOf(form["kind"].ToString()) is not { } wanted || wanted == field.Kind) return Page.GoTo(AddressOf(field));
            var mayLose = long.TryParse(form["lost"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
            var outcome = new ChangeExtraKind(customers, clock).Do(field.Key, wanted, visitor.Actor, mayLose);
            return Page.GoTo(outcome is null ? DoneWords.Said(Path, "extra.saved", field.Caption(visit.Culture)) : DoneWords.Address(Path, outcome));
        }

        private static ExtraKind? KindOf(string text) => Enum.TryParse<ExtraKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : null;

        // One choice a line.
        private static ExtraWish WishOf(IFormCollection form, ExtraKind kind) => new()
        {
            Captions = CaptionsOf(form),
            Choices = kind is ExtraKind.Choice or ExtraKind.Choices ? ChoicesOf(form) : null,
        };

        private static Dictionary<string, string> CaptionsOf(IFormCollection form) =>
            Texts.Languages.ToDictionary(language => language, language => form["caption-" + language].ToString());

        private static List<ExtraChoice> ChoicesOf(IFormCollection form) =>
            [.. form["choices"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => new ExtraChoice(c))];

        private static ExtraScope ScopeOf(IFormCollection form) => Enum.TryParse<ExtraScope>(form["scope"].ToString(), out var scope) && Enum.IsDefined(scope) ? scope : ExtraScope.Everyone;

        // Only the places on the page; the others stay.
        private static ExtraPlaces ShownOf(IFormCollection form, ExtraDefinition field) =>
            Flags<ExtraPlaces>(form, "shown").Aggregate(field.Shown & ~(ExtraPlaces.Form | ExtraPlaces.Details), (all, one) => all | one);

        private static List<RequiredPreset> RequiredOf(IFormCollection form) => [.. Flags<RequiredPreset>(form, "required")];

        private static IEnumerable<T> Flags<T>(IFormCollection form, string name) where T : struct, Enum =>
            form[name].Select(text => Enum.TryParse<T>(text, out var one) && Enum.IsDefined(one) ? one : (T?)null).OfType<T>();

        // The input stays on the page that shows its problems.
        private static ExtraDefinition Typed(ExtraDefinition field, IFormCollection form) => field with
        {
            Captions = CaptionsOf(form).Where(c => c.Value.Length > 0).ToDictionary(c => c.Key, c => c.Value),
            Choices = [.. ChoicesOf(form), .. field.Choices.Where(c => c.Archived)],
            Scope = ScopeOf(form),
            Shown = field.Id == 0 ? field.Shown : ShownOf(form, field),
            RequiredIn = RequiredOf(form),
        };
    }
}
